/** The download page without its database. */
@NullMarked
package dev.certsend.download;

import org.jspecify.annotations.NullMarked;
