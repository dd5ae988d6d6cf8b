package dev.certsend.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A mailbox that bounces come to, read over IMAP (RFC 3501). Messages are marked as read, nothing else; none is ever deleted. */
public final class BounceMailbox {

    private static final int MOST_AT_A_TIME = 100;

    private final ImapSettings settings;
    private final Session session;

    /** Connects to nothing yet. */
    public BounceMailbox(ImapSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    /** Takes the unread messages. */
    public interface Reader {
        /**
         * Takes one.
         *
         * @param name of the message, the same each time it is read from this mailbox, and no one's address
         * @param message of one longer than {@link BounceReport#MOST_BYTES} the beginning
         * @return whether it is done with and may be marked as read
         */
        boolean read(String name, byte[] message);
    }

    /**
     * Has the unread messages read, a hundred at most, the oldest first. An exception of the reader ends it and comes out of here; the
     * message stays unread.
     *
     * @throws MailboxFault if the mailbox can't be reached, or breaks off
     */
    public void read(Reader reader) throws MailboxFault {
        try (IMAPStore store = (IMAPStore) session.getStore(settings.encrypted() ? "imaps" : "imap")) {
            store.connect(
                    settings.host(),
                    settings.port(),
                    settings.user(),
                    settings.password().value());
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] unread = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                for (int i = 0; i < Math.min(unread.length, MOST_AT_A_TIME); i++) {
                    read(folder, (IMAPMessage) unread[i], reader);
                }
            }
        } catch (MessagingException | IOException fault) {
            throw new MailboxFault(settings, fault);
        }
    }

    private static void read(IMAPFolder folder, IMAPMessage message, Reader reader)
            throws MessagingException, IOException {
        try {
            message.setPeek(true);
            byte[] bytes;
            try (InputStream whole = message.getMimeStream()) {
                bytes = whole.readNBytes(BounceReport.MOST_BYTES);
            }
            if (reader.read(folder.getUIDValidity() + "/" + folder.getUID(message), bytes)) {
                message.setFlag(Flags.Flag.SEEN, true);
            }
        } catch (MessageRemovedException goneMeanwhile) {
            // somebody else tidied the mailbox
        }
    }

    private static Properties properties(ImapSettings settings) {
        String prefix = settings.encrypted() ? "mail.imaps." : "mail.imap.";
        String timeout = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "connectionpooltimeout", timeout);
        properties.setProperty(prefix + "fetchsize", Integer.toString(256 * 1024));
        properties.setProperty(prefix + "starttls.enable", "false");
        if (settings.encrypted()) {
            properties.put(prefix + "ssl.socketFactory", PrivateTrust.sockets(settings.trusted()));
            properties.setProperty(prefix + "socketFactory.fallback", "false");
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        }
        return properties;
    }
}
