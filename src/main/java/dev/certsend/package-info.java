/**
 * The program as a whole: {@code Main} has the commands, {@code Config} the settings, {@code App} the parts and {@code
 * Routes} the map. Nobody imports this package.
 */
@NullMarked
package dev.certsend;

import org.jspecify.annotations.NullMarked;
