/** The dialogue about links that were sent: what was done with them, and having them end sooner or later. */
@NullMarked
package dev.certsend.manage;

import org.jspecify.annotations.NullMarked;
