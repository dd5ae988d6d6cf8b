/** The dialogue <em>Send certificate</em>: the form while it is open, its preview, its submission. */
@NullMarked
package dev.certsend.send;

import org.jspecify.annotations.NullMarked;
