/** Letters as they are received, by programs that are not ours. */
@NullMarked
package dev.certsend.letter;

import org.jspecify.annotations.NullMarked;
