/** The feature: the form, its submission, deliveries and their states, the letter, the confirmation. */
@NullMarked
package dev.certsend.send;

import org.jspecify.annotations.NullMarked;
