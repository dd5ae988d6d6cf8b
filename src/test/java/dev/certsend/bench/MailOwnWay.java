package dev.certsend.bench;

import dev.certsend.mail.Letter;
import dev.certsend.mail.MailSettings;
import dev.certsend.mail.Mailer;
import dev.certsend.mail.Outcome;
import dev.certsend.mail.SmtpSettings;
import java.util.function.LongFunction;

/** This program's way: a letter becomes bytes, the bytes go over a kept connection. */
final class MailOwnWay implements MailWay {
    private final LongFunction<Letter> letters;
    private final Mailer mailer;

    /** @param letters writes the letter with this number */
    MailOwnWay(int port, LongFunction<Letter> letters) {
        this.letters = letters;
        SmtpSettings smtp = SmtpSettings.parse(
                "smtp://127.0.0.1:" + port + "?tls=off&timeout=30s&connections=" + CONNECTIONS, null);
        this.mailer = new Mailer(new MailSettings(smtp, MailSample.SENDER, null, null));
    }

    @Override
    public void send(MailQuota quota) throws InterruptedException {
        MailWay.fromThreads(CONNECTIONS, quota, this::sendOne);
    }

    private String sendOne(long number) {
        Letter letter = letters.apply(number);
        Outcome outcome = mailer.send(MailSample.SENDER, letter.to(), letter.bytes(), () -> {});
        return outcome.kind() == Outcome.Kind.ACCEPTED ? "" : outcome.toString();
    }

    @Override
    public int letterBytes() {
        return letters.apply(0).bytes().length;
    }

    @Override
    public void close() {
        mailer.close();
    }
}
