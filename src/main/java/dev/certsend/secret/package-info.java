/** Values that must never be seen: tokens, keys and passwords that cannot print themselves. Anyone may use it; it uses nobody. */
@NullMarked
package dev.certsend.secret;

import org.jspecify.annotations.NullMarked;
