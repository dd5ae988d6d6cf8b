package dev.certsend.mail;

/** The mailbox can't be read now. Its message says why, on one line and without the password. */
public final class MailboxFault extends Exception {
    private static final long serialVersionUID = 1L;

    MailboxFault(ImapSettings settings, Throwable cause) {
        super(settings + ": " + SmtpReply.clean(String.valueOf(cause.getMessage())), cause);
    }
}
