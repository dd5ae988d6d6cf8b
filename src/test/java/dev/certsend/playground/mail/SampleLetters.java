package dev.certsend.playground.mail;

import dev.certsend.playground.certcentral.Leaf;
import dev.certsend.playground.certcentral.LittleCa;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.Pem;
import dev.certsend.playground.certcentral.SampleOrders;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;

/** Three letters, one in each mode, the last one by somebody who means no good. */
final class SampleLetters {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final Session session;

    private SampleLetters(LocalMail mail) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(mail.port()));
        this.session = Session.getInstance(properties);
    }

    static void deliver(LocalMail mail) throws MessagingException {
        SampleLetters letters = new SampleLetters(mail);
        letters.send("alice@example.org", "Certificate for www.example.com", letters.attachment());
        letters.send("bob.builder@brightwater.example", "Certificate for www.example.com", letters.plainText());
        letters.send("zoe@example.net", "<script>alert(1)</script>", letters.link());
    }

    private MimeMultipart attachment() throws MessagingException {
        MimeMultipart mixed = new MimeMultipart("mixed");
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(alternative("Attached: www_example_com.pem", "<p>The certificate is <b>attached</b>.</p>"));
        mixed.addBodyPart(both);
        MimeBodyPart file = new MimeBodyPart();
        file.setText(pem(), "us-ascii");
        file.setFileName("www_example_com.pem");
        mixed.addBodyPart(file);
        return mixed;
    }

    private MimeMultipart plainText() throws MessagingException {
        return alternative(pem(), "<pre>" + pem() + "</pre>");
    }

    private MimeMultipart link() throws MessagingException {
        String address = "https://certs.example.com/d/AAAA";
        return alternative(
                "Download: " + address,
                "<script>alert(1)</script><p><a href=\"" + address + "\">Download the certificate</a></p>");
    }

    private static MimeMultipart alternative(String text, String html) throws MessagingException {
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        alternative.addBodyPart(plain);
        alternative.addBodyPart(rich);
        return alternative;
    }

    private void send(String to, String subject, MimeMultipart content) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("cert-send <cert-send@example.com>"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setContent(content);
        Transport.send(message);
    }

    private static String pem() {
        LocalOrder order = SampleOrders.of(16, 1, DAY).stream()
                .filter(o -> o.certificate().names().commonName().equals("www.example.com"))
                .findFirst()
                .orElseThrow();
        LittleCa ca = LittleCa.seeded(1, DAY);
        return Pem.of(List.of(
                ca.issue(new Leaf(
                        order.certificate().serial(),
                        order.certificate().names(),
                        order.certificate().validity(),
                        order.product().validation(),
                        order.organization())),
                ca.above(order.product().validation()).get(0)));
    }
}
