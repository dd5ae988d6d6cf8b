/** Links: the right of whoever holds one to open the public download page of one delivery. Their tokens, how long they last, what was done with them. */
@NullMarked
package dev.certsend.link;

import org.jspecify.annotations.NullMarked;
