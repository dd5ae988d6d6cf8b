package dev.certsend.mail;

import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DkimTest {

    private static final KeyPair RSA = pair("RSA", 2048);

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void signs_what_an_independent_reader_of_the_rfc_verifies(String algorithm) throws Exception {
        KeyPair keys = algorithm.equals("RSA") ? RSA : pair(algorithm, 0);
        byte[] letter = letter(
                        "Zertifikat für Bücher " + "x ".repeat(60), "Grüße  \n\n" + "A".repeat(64) + "   \n\n\n", pem())
                .bytes();

        byte[] signed = new Dkim("example.com", "mail2026", DkimKey.read(inPem(keys.getPrivate()))).sign(letter);

        DkimReader read = DkimReader.of(signed);
        assertThat(read.verifies(keys.getPublic())).isTrue();
        assertThat(read.tag("d")).isEqualTo("example.com");
        assertThat(read.tag("s")).isEqualTo("mail2026");
        assertThat(read.tag("c")).isEqualTo("relaxed/relaxed");
        assertThat(read.tag("h").split(":", -1))
                .containsExactly(
                        "From",
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted",
                        "Reply-To");
        assertThat(read.hasTag("l")).isFalse();
    }

    @Test
    void leaves_the_letter_as_it_was_and_itself_in_wire_form() {
        byte[] letter = letter("Subject", ".\nText", pem()).bytes();

        byte[] signed = dkim().sign(letter);

        assertThat(Arrays.copyOfRange(signed, signed.length - letter.length, signed.length))
                .isEqualTo(letter);
        assertThat(dkim().sign(letter)).isEqualTo(signed);
        new StoredMessage(Letters.SENDER, Letters.BOB, signed);
        String added = new String(signed, 0, signed.length - letter.length, StandardCharsets.US_ASCII);
        assertThat(added).startsWith("DKIM-Signature: v=1; a=rsa-sha256;").endsWith("\r\n");
        assertThat(added.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(130));
        assertThat(added.lines().skip(1)).allMatch(line -> line.startsWith(" "));
    }

    @Test
    void a_letter_changed_on_the_way_fails() throws Exception {
        String signed = new String(dkim().sign(letter("Subject", "The text").bytes()), StandardCharsets.US_ASCII);

        assertThat(verifies(signed)).isTrue();
        assertThat(verifies(signed.replace("The text", "Other text"))).isFalse();
        assertThat(verifies(signed + "more\r\n")).isFalse();
        assertThat(verifies(signed.replace("Subject: Subject", "Subject: Other")))
                .isFalse();
        assertThat(verifies(signed.replace("To: bob@", "To: rob@"))).isFalse();
        assertThat(verifies(signed.replace("\r\nFrom: ", "\r\nFrom: evil@example.net\r\nFrom: ")))
                .isFalse();
        assertThat(verifies(signed.replace("MIME-Version: 1.0", "MIME-Version:   1.0 ")))
                .isTrue();
        assertThat(verifies(signed + "\r\n\r\n")).isTrue();
    }

    @Test
    void a_reply_to_put_in_later_fails() throws Exception {
        Letter plain = letter("Subject", "Text");
        Letter without = new Letter(
                plain.from(),
                "",
                plain.to(),
                null,
                "Subject",
                "Text",
                "<p>",
                plain.attachments(),
                plain.messageId(),
                plain.date(),
                plain.language());
        String signed = new String(dkim().sign(without.bytes()), StandardCharsets.US_ASCII);

        assertThat(verifies(signed)).isTrue();
        assertThat(verifies(signed.replace("\r\nTo: ", "\r\nReply-To: evil@example.net\r\nTo: ")))
                .isFalse();
    }

    @Test
    void takes_no_key_that_is_weak_or_none() {
        assertThatThrownBy(() -> DkimKey.read(inPem(pair("RSA", 1024).getPrivate())))
                .hasMessageContaining("2048");
        assertThatThrownBy(() -> DkimKey.read(inPem(pair("EC", 256).getPrivate())))
                .hasMessageContaining("RSA or Ed25519");
        assertThatThrownBy(() -> DkimKey.read("hunter2"))
                .hasMessageContaining("BEGIN PRIVATE KEY")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> DkimKey.read("-----BEGIN PRIVATE KEY-----\nhunter2=\n-----END PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new Dkim("example.com", "a;b", RSA.getPrivate()))
                .hasMessageContaining("hyphens");
        assertThatThrownBy(() -> new Dkim("exa mple", "a", RSA.getPrivate())).hasMessageContaining("domain");
    }

    @ParameterizedTest
    @CsvSource({"S1, s1", "Mail2026, mail2026", "s1.mail, s1.mail", "a-b.C, a-b.c"})
    void takes_any_selector_of_the_rfc_in_lower_case(String typed, String selector) throws Exception {
        byte[] signed = new Dkim("Example.COM", typed, RSA.getPrivate())
                .sign(letter("Subject", "Text").bytes());

        DkimReader read = DkimReader.of(signed);
        assertThat(read.verifies(RSA.getPublic())).isTrue();
        assertThat(read.tag("s")).isEqualTo(selector);
        assertThat(read.tag("d")).isEqualTo("example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "-a", "a-", "a b", "a_b", "ä", "a;b", "\u212A"})
    void takes_no_selector_that_dns_could_not_have(String typed) {
        assertThatThrownBy(() -> Dkim.checkedSelector(typed)).hasMessageContaining("hyphens");
        assertThatThrownBy(() -> Dkim.checkedSelector("a".repeat(64))).hasMessageContaining("hyphens");
    }

    private static boolean verifies(String signed) throws GeneralSecurityException {
        return DkimReader.of(signed.getBytes(StandardCharsets.ISO_8859_1)).verifies(RSA.getPublic());
    }

    private static Dkim dkim() {
        return new Dkim("example.com", "mail2026", RSA.getPrivate());
    }

    static String inPem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
