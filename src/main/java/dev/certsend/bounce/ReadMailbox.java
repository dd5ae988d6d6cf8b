package dev.certsend.bounce;

import dev.certsend.mail.BounceMailbox;
import dev.certsend.mail.MailboxFault;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the mailbox of bounces, round by round. */
public final class ReadMailbox {
    /** Its name in the queue. */
    public static final String KIND = "bounce.mailbox";

    private static final Logger LOG = LoggerFactory.getLogger(ReadMailbox.class);
    private static final int MOST_TRIES = 3;

    private final BounceMailbox mailbox;
    private final Bounces bounces;
    private final Map<String, Integer> failed = new HashMap<>();

    public ReadMailbox(BounceMailbox mailbox, Bounces bounces) {
        this.mailbox = mailbox;
        this.bounces = bounces;
    }

    /** Takes what is unread. A mailbox that can't be read is no fault of ours: it is said, and the next round tries again. */
    public void round() {
        try {
            mailbox.read(this::take);
        } catch (MailboxFault e) {
            LOG.warn("the mailbox of bounces can't be read: {}; see BOUNCE_IMAP_URL", e.getMessage());
        }
    }

    /** A message that fails stays unread for the next round, and does not keep the others; the third time it is left alone. */
    private boolean take(String name, byte[] message) {
        try {
            bounces.take(message);
            failed.remove(name);
            return true;
        } catch (RuntimeException e) {
            if (!bounces.canTake()) {
                throw e; // no fault of this message: all stay unread until the database answers
            }
            int tries = failed.merge(name, 1, Integer::sum);
            LOG.warn("message {} of the mailbox of bounces failed, try {} of {}", name, tries, MOST_TRIES, e);
            if (tries < MOST_TRIES) {
                return false;
            }
            failed.remove(name);
            return true;
        }
    }
}
