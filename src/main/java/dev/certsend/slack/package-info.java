/** Slack's side of the border: the signature check, Bolt, a small client, what to answer, and which of Slack's errors are worth a retry. It knows no feature. */
@NullMarked
package dev.certsend.slack;

import org.jspecify.annotations.NullMarked;
