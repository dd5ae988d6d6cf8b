/** How certificates come onto servers and are checked there, told with the names of the very files. */
@NullMarked
package dev.certsend.install;

import org.jspecify.annotations.NullMarked;
