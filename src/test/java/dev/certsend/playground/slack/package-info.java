/**
 * The local Slack: the other side of the app's conversations, on real sockets and as strict as the real one. It serves the Web API,
 * signs and posts what people do, and shows a page in the browser. The playground and the story tests use it, through {@code
 * LocalSlack} and its {@code Member}s; it knows nothing of the app.
 */
@NullMarked
package dev.certsend.playground.slack;

import org.jspecify.annotations.NullMarked;
