package dev.certsend.mail;

import dev.certsend.mail.SmtpSettings.Encryption;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes transports with the library's settings. Everything whose default would hang, fall back to plain text or touch the letter is
 * set.
 */
final class RelayTransports {

    private final SmtpSettings settings;
    private final ScheduledExecutorService clock;
    private final SwiftSockets sockets = new SwiftSockets();
    private final Session ascii;
    private final Session utf8;

    /** @param clock watches over writes, for all connections; the library would start a thread for each */
    RelayTransports(SmtpSettings settings, ScheduledExecutorService clock) {
        this.settings = settings;
        this.clock = clock;
        SSLSocketFactory tls =
                settings.encryption() == Encryption.OFF ? null : PrivateTrust.sockets(settings.trusted());
        this.ascii = Session.getInstance(properties(tls, false));
        this.utf8 = Session.getInstance(properties(tls, true));
    }

    /**
     * Not yet connected.
     *
     * @param utf8 for letters that need SMTPUTF8 and no others: the library then says so of each letter
     */
    RelayTransport fresh(boolean utf8) {
        return new RelayTransport(utf8 ? this.utf8 : ascii, settings, sockets);
    }

    private Properties properties(@Nullable SSLSocketFactory tls, boolean utf8) {
        Properties properties = new Properties();
        String timeout = Long.toString(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.executor.writetimeout", clock);
        properties.put("mail.smtp.socketFactory", sockets);
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        if (tls != null) {
            properties.put("mail.smtp.ssl.socketFactory", new SwiftTlsSockets(tls, sockets));
            encryption(properties);
        }
        SmtpSettings.Login login = settings.login();
        boolean token = login != null && login.oauth() != null;
        properties.setProperty("mail.smtp.auth", Boolean.toString(login != null));
        properties.setProperty("mail.smtp.auth.mechanisms", token ? "XOAUTH2" : "PLAIN LOGIN");
        properties.setProperty("mail.smtp.allow8bitmime", "false"); // true makes a new Message-ID
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.reportsuccess", "false");
        properties.setProperty("mail.smtp.userset", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        return properties;
    }

    private void encryption(Properties properties) {
        boolean fromStart = settings.encryption() == Encryption.TLS;
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(fromStart));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!fromStart));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!fromStart));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    }
}
