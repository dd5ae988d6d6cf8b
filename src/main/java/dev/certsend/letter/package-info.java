/** What a recipient reads: the letter of one delivery, in every mode and format. */
@NullMarked
package dev.certsend.letter;

import org.jspecify.annotations.NullMarked;
