package dev.certsend.playground.mail;

import dev.certsend.playground.mail.AfterDot.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/** Takes one mail in, or does with it what the faults say. */
final class Reception implements MessageHandler {

    private final Session session;
    private final Mailbox mailbox;
    private final MailFaults faults;
    private final CountDownLatch stopping;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Reception(Session session, Mailbox mailbox, MailFaults faults, CountDownLatch stopping) {
        this.session = session;
        this.mailbox = mailbox;
        this.faults = faults;
        this.stopping = stopping;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        Optional<Reply> refusal = faults.atRecipient(recipient);
        if (refusal.isPresent()) {
            throw new RejectException(refusal.get().code(), refusal.get().text());
        }
        recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
        byte[] bytes = data.readAllBytes();
        AfterDot fault = faults.takeDot().orElse(null);
        if (fault == null || fault.keeps()) {
            mailbox.add(new ReceivedMail.Envelope(sender, List.copyOf(recipients)), bytes);
        }
        if (fault == null) {
            return "2.0.0 Ok: kept for the playground";
        }
        if (fault.reply().isPresent()) {
            // The library leaves the transaction open after a refusal here; RFC 5321 4.1.1.4 ends it.
            session.resetMailTransaction();
            throw new RejectException(
                    fault.reply().get().code(), fault.reply().get().text());
        }
        if (!fault.closes()) {
            awaitStop();
        }
        session.closeSocket();
        throw new IOException("no reply after the final dot, as told");
    }

    private void awaitStop() {
        try {
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void done() {
        // What came is in the mailbox already.
    }
}
