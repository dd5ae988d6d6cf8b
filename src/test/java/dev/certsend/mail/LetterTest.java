package dev.certsend.mail;

import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    @Test
    void says_who_when_and_that_no_one_need_answer() {
        assertThat(text(letter("Your certificate", "Hello")))
                .contains("Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n")
                .contains("From: Certificates <certs@mail.example.com>\r\n")
                .contains("Reply-To: alice@example.com\r\n")
                .contains("To: bob@example.org\r\n")
                .contains("Message-ID: <d-0001@mail.example.com>\r\n")
                .contains("Subject: Your certificate\r\n")
                .contains("MIME-Version: 1.0\r\n")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("X-Auto-Response-Suppress: All\r\n")
                .contains("Content-Language: en\r\n")
                .contains("Content-Type: multipart/alternative;")
                .doesNotContain("format=flowed");
    }

    @Test
    void writes_a_sender_of_any_name() {
        Letter plain = letter("S", "T");
        assertThat(text(from(plain, ""))).contains("From: certs@mail.example.com\r\n");
        assertThat(ReadLetter.of(from(plain, "Certs, \"Inc.\" <x@y.example>").bytes())
                        .head())
                .containsPattern("From: =\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?= <certs@mail\\.example\\.com>\n?");
        assertThat(ReadLetter.of(from(plain, "Žádost & Co").bytes()).header("From"))
                .isEqualTo("Žádost & Co <certs@mail.example.com>");
    }

    @Test
    void holds_the_alternatives_before_the_files() {
        assertThat(text(letter("S", "Hello", pem())))
                .containsSubsequence(
                        "Content-Type: multipart/mixed;",
                        "Content-Type: multipart/alternative;",
                        "Content-Type: text/plain; charset=utf-8\r\n",
                        "Content-Type: text/html; charset=utf-8\r\n",
                        "Content-Type: application/pem-certificate-chain",
                        "Content-Disposition: attachment; filename=\"www.example.org_chain.pem\"\r\n");
    }

    @Test
    void is_the_same_bytes_on_every_machine() {
        byte[] here = letter("Zertifikat für Bücher", "Grüße", pem()).bytes();
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(letter("Zertifikat für Bücher", "Grüße", pem()).bytes()).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void keeps_the_three_spaces_that_stop_outlook_from_joining_lines() {
        String line = "A".repeat(64);

        assertThat(text(letter("S", line + "   \n" + line + "   \n")))
                .contains("\r\n" + line + "  =20\r\n" + line + "  =20\r\n");
    }

    @Test
    void goes_over_any_wire() {
        String wire = text(letter("ž".repeat(200), "long ž " + "x".repeat(5000) + "\r.\n.\nFrom me\n", pem()));

        assertThat(wire).matches("(?s)[\\x00-\\x7f]*").endsWith("\r\n");
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(wire.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u202eb", "a\tb"})
    void refuses_a_subject_that_could_become_two_headers(String subject) {
        assertThatThrownBy(() -> letter(subject, "text")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.pem\r\nX-Evil: 1\r\n\r\nBODY",
                "a.pem\n",
                "../a.pem",
                "a\".pem",
                "ä.pem",
                ".pem",
                "",
                "a;b.pem",
                "0123456789012345678901234567890123456789012345678901234567890.pem"
            })
    void refuses_a_file_name_that_is_more_than_a_name(String fileName) {
        assertThatThrownBy(() -> new Attachment(fileName, "text/plain", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nX-Evil: 1", "text", "text/plain; charset=\"a\n\""})
    void refuses_a_content_type_that_is_more_than_a_type(String contentType) {
        assertThatThrownBy(() -> new Attachment("a.pem", contentType, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tells_a_log_line_nothing_of_its_content() {
        assertThat(letter("secret subject", "secret text").toString())
                .doesNotContain("secret")
                .doesNotContain("bob");
    }

    private static Letter from(Letter letter, String name) {
        return new Letter(
                letter.from(),
                name,
                letter.to(),
                null,
                letter.subject(),
                letter.text(),
                letter.html(),
                letter.attachments(),
                letter.messageId(),
                letter.date(),
                letter.language());
    }

    private static String text(Letter letter) {
        return new String(letter.bytes(), StandardCharsets.ISO_8859_1);
    }
}
