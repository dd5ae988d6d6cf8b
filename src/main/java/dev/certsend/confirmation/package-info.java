/** The one message in Slack about a send, kept current: what it says, by which way it goes, and when. Told of changes by those who make them. */
@NullMarked
package dev.certsend.confirmation;

import org.jspecify.annotations.NullMarked;
