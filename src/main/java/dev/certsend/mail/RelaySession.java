package dev.certsend.mail;

import dev.certsend.mail.SmtpSettings.Encryption;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** The library's settings. Everything whose default would hang, fall back to plain text or touch the letter is set. */
final class RelaySession {

    private RelaySession() {}

    /** @param clock watches over writes, for all connections; the library would start a thread for each */
    static Session of(SmtpSettings settings, ScheduledExecutorService clock) {
        Properties properties = new Properties();
        String timeout = Long.toString(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.executor.writetimeout", clock);
        properties.put("mail.smtp.socketFactory", new SwiftSockets());
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        encryption(settings, properties);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.allow8bitmime", "false"); // true makes a new Message-ID
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.reportsuccess", "false");
        properties.setProperty("mail.smtp.userset", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.mime.allowutf8", "false"); // true adds SMTPUTF8 to plain ASCII letters
        return Session.getInstance(properties);
    }

    private static void encryption(SmtpSettings settings, Properties properties) {
        if (settings.encryption() == Encryption.OFF) {
            return;
        }
        boolean fromStart = settings.encryption() == Encryption.TLS;
        SSLSocketFactory tls = settings.trusted().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : PrivateTrust.sockets(settings.trusted());
        properties.put("mail.smtp.ssl.socketFactory", new SwiftTlsSockets(tls));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(fromStart));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!fromStart));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!fromStart));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    }
}
