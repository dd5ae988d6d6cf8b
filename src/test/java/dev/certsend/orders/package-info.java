/** Tests of {@code orders}: what is typed, and what is found for it on a real PostgreSQL. */
@NullMarked
package dev.certsend.orders;

import org.jspecify.annotations.NullMarked;
