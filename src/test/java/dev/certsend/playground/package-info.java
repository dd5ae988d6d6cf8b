/** The playground: the real program on an embedded database, with stand-ins over real sockets for what can't run here. The stories run against the same. */
@NullMarked
package dev.certsend.playground;

import org.jspecify.annotations.NullMarked;
