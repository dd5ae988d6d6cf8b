/** What becomes of letters after the mail server took them on: reports of failure, from a pipe or a mailbox, matched with deliveries. */
@NullMarked
package dev.certsend.bounce;

import org.jspecify.annotations.NullMarked;
