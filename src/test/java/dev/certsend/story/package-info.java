/** Whole conversations: people in a local Slack, the real program, what they then see, receive and find in the log. */
@NullMarked
package dev.certsend.story;

import org.jspecify.annotations.NullMarked;
