/** The audit log on its way out of the house: as CSV, JSON Lines and OCSF, to a file, to standard output, or as a stream to whoever collects. It reads what was sealed, by position, and changes nothing but how far the stream is. */
@NullMarked
package dev.certsend.export;

import org.jspecify.annotations.NullMarked;
