/** Links and the public page behind them: anyone with the link, nobody else. */
@NullMarked
package dev.certsend.download;

import org.jspecify.annotations.NullMarked;
