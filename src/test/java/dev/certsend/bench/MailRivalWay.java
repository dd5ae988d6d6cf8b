package dev.certsend.bench;

import dev.certsend.mail.Attachment;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/**
 * Simple Java Mail with its connection pool, tuned as its manual has it: a cluster of four connections that are open from the
 * start and kept, sending beside the building, its own checks of addresses and headers off; and as its manual does not have it,
 * with {@link MailNoDelay} and the name of the class that Jakarta Mail would look for. Texts and file come ready made.
 */
final class MailRivalWay implements MailWay {
    /** More than connections, so that letters are made while others wait for the server's answer. */
    private static final int THREADS = Integer.getInteger("bench.rival.threads", 8);

    private static final int MOST_UNDER_WAY = 64;

    private final MailSample sample;
    private final boolean async;
    private final Mailer mailer;

    /** @param async through its own pool of threads; else from as many threads of ours, each waiting for its letter */
    MailRivalWay(int port, MailSample sample, boolean async) {
        // Else Jakarta Mail looks through the whole class path several times for each letter, a third of its time here.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        this.sample = sample;
        this.async = async;
        mailer = MailerBuilder.withSMTPServer("127.0.0.1", port)
                .withTransportStrategy(TransportStrategy.SMTP)
                .withClusterKey(new UUID(0, 1))
                .withConnectionPoolCoreSize(CONNECTIONS)
                .withConnectionPoolMaxSize(CONNECTIONS)
                .withConnectionPoolExpireAfterMillis(
                        (int) Duration.ofMinutes(10).toMillis())
                .withThreadPoolSize(THREADS)
                .withProperty("mail.smtp.socketFactory.class", MailNoDelay.class.getName())
                .withProperty("mail.smtp.quitwait", "false")
                .clearEmailValidator()
                .disablingAllClientValidation(true)
                .buildMailer();
    }

    @Override
    public void send(MailQuota quota) throws InterruptedException {
        if (async) {
            throughItsPool(quota);
        } else {
            MailWay.fromThreads(THREADS, quota, this::sendOne);
        }
    }

    private String sendOne(long number) {
        mailer.sendMail(email(number), false).join();
        return "";
    }

    private void throughItsPool(MailQuota quota) throws InterruptedException {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        long number;
        while ((number = quota.next()) != MailQuota.NONE) {
            underWay.acquire();
            CompletableFuture<Void> unused = mailer.sendMail(email(number), true)
                    .whenComplete((sent, fault) -> {
                        if (fault == null) {
                            quota.accepted();
                        } else {
                            quota.failed(fault.toString());
                        }
                        underWay.release();
                    });
        }
        underWay.acquire(MOST_UNDER_WAY);
    }

    private Email email(long number) {
        Letter letter = sample.readyMade(number);
        EmailAddress replyTo = Objects.requireNonNull(letter.replyTo());
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .from(letter.fromName(), letter.from().toString())
                .to(letter.to().toString())
                .withReplyTo(replyTo.toString())
                .withSubject(letter.subject())
                .withPlainText(letter.text())
                .withHTMLText(letter.html())
                .fixingMessageId(letter.messageId())
                .fixingSentDate(Date.from(letter.date()))
                .withHeader("Content-Language", letter.language().toLanguageTag())
                .withHeader("Auto-Submitted", "auto-generated")
                .withHeader("X-Auto-Response-Suppress", "All");
        for (Attachment file : letter.attachments()) {
            email.withAttachment(file.fileName(), file.bytes(), file.contentType());
        }
        return email.buildEmail();
    }

    @Override
    public int letterBytes() {
        return EmailConverter.mimeMessageToEMLByteArray(
                        EmailConverter.emailToMimeMessage(email(0), mailer.getSession()))
                .length;
    }

    @Override
    public void close() {
        try {
            mailer.close();
        } catch (Exception fault) {
            throw new IllegalStateException("Simple Java Mail does not close", fault);
        }
    }
}
