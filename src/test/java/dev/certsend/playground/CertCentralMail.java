package dev.certsend.playground;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.SentMail;
import dev.certsend.playground.mail.LocalMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Consumer;

/** The mails that CertCentral sends itself, put in the local mailbox. What they look like is our guess: nothing tells. */
record CertCentralMail(LocalCertCentral authority, LocalMail mail) implements Consumer<SentMail> {
    private static final String SENDER = "admin@certcentral.example";

    @Override
    public void accept(SentMail sent) {
        for (String recipient : sent.emails()) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                letter(sent, recipient).writeTo(bytes);
                mail.add(SENDER, recipient, bytes.toByteArray());
            } catch (MessagingException | IOException | CertificateEncodingException e) {
                throw new IllegalStateException("the mail to " + recipient + " cannot be written", e);
            }
        }
    }

    private MimeMessage letter(SentMail sent, String recipient)
            throws MessagingException, CertificateEncodingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("CertCentral <" + SENDER + ">"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("Your certificate", "UTF-8");
        MimeMultipart parts = new MimeMultipart("mixed");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(text(sent), "UTF-8");
        parts.addBodyPart(text);
        if (sent.format().equals("attachment")) {
            MimeBodyPart file = new MimeBodyPart();
            file.setText(pem(sent), "us-ascii");
            file.setFileName("certificate.pem");
            parts.addBodyPart(file);
        }
        message.setContent(parts);
        return message;
    }

    private String text(SentMail sent) throws CertificateEncodingException {
        String certificate =
                switch (sent.format()) {
                    case "plaintext" -> pem(sent);
                    case "downloadlink" -> authority.linkTo(sent.certificateId());
                    default -> "The certificate is attached.";
                };
        return "CertCentral sends you a certificate.\n\n" + sent.message() + "\n\n" + certificate + "\n";
    }

    private String pem(SentMail sent) throws CertificateEncodingException {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder pem = new StringBuilder();
        for (X509Certificate each : authority.chainOfCertificate(sent.certificateId())) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(encoder.encodeToString(each.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }
}
