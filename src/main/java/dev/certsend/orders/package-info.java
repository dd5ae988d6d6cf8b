/** Orders as the mirror has them: kept, searched, and their certificates. */
@NullMarked
package dev.certsend.orders;

import org.jspecify.annotations.NullMarked;
