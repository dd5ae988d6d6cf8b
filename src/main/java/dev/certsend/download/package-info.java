/** The public page behind a link: anyone with the link, nobody else. */
@NullMarked
package dev.certsend.download;

import org.jspecify.annotations.NullMarked;
