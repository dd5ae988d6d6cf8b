package dev.certsend.mail;

import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What was written is what is read: no text may turn into markup, another header or another text. */
class LetterRoundTripTest {

    @Property(tries = 500)
    void any_subject_comes_back_equal(@ForAll("lines") String subject) {
        ReadLetter read = ReadLetter.of(letter(subject, "text").bytes());

        assertThat(read.header("Subject")).isEqualTo(subject);
        assertThat(read.head().lines()).hasSize(11);
    }

    @Property(tries = 500)
    void any_text_comes_back_equal(@ForAll("texts") String text) {
        ReadLetter read = ReadLetter.of(letter("subject", text).bytes());

        assertThat(read.parts()).hasSize(2);
        assertThat(read.parts().get(0).text()).isEqualTo(text.replace("\n", "\r\n"));
        assertThat(read.parts().get(1).text()).isEqualTo("<p>as text</p>");
    }

    @Property(tries = 200)
    void any_file_comes_back_equal(@ForAll byte[] bytes) {
        Attachment file = new Attachment("any.p7b", "application/pkcs7-mime; smime-type=certs-only", bytes);

        List<ReadLetter> parts =
                ReadLetter.of(letter("subject", "text", file, pem()).bytes()).parts();

        assertThat(parts).hasSize(3);
        assertThat(parts.get(0).parts()).hasSize(2);
        assertThat(parts.get(1).content()).isEqualTo(bytes);
        assertThat(parts.get(1).header("Content-Type"))
                .startsWith("application/pkcs7-mime;")
                .contains("smime-type=certs-only");
        assertThat(parts.get(2).content()).isEqualTo(pem().bytes());
    }

    @Example
    void what_looks_encoded_is_read_as_it_was_typed() {
        String subject = "=?UTF-8?B?QmNjOiB4?=  twice  spaced ";

        assertThat(ReadLetter.of(letter(subject, "").bytes()).header("Subject")).isEqualTo(subject);
    }

    /** Whatever is typed where a line belongs: refused, or one header among as many as ever. */
    @Property(tries = 1000)
    void no_control_character_ever_opens_a_header(
            @ForAll("hostile") String subject, @ForAll("hostile") String name, @ForAll("hostile") String message) {
        Letter plain = letter("subject", message);
        byte[] bytes;
        try {
            bytes = new Letter(
                            plain.from(),
                            name,
                            plain.to(),
                            plain.replyTo(),
                            subject,
                            message,
                            message,
                            List.of(),
                            plain.messageId(),
                            plain.date(),
                            plain.language())
                    .bytes();
        } catch (IllegalArgumentException refused) {
            assertThat(subject + name).containsPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}\\x{202e}]|=\\?");
            bytes = plain.bytes();
        }

        String wire = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> opened = wire.substring(0, wire.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        assertThat(opened)
                .containsExactly(
                        "Date",
                        "From",
                        "Reply-To",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Content-Language",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "MIME-Version",
                        "Content-Type");
        assertThat(wire.replace("\r\n", "")).matches("[ -~\t]*");
        ReadLetter read = ReadLetter.of(bytes);
        assertThat(read.parts()).hasSize(2);
        assertThat(read.parts().get(0).text()).isEqualTo(message.replaceAll("\r\n|\r|\n", "\r\n"));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> control = Arbitraries.integers()
                .between(0, 0x9f)
                .filter(c -> c < ' ' || c >= 0x7f)
                .map(Character::toString);
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(6)),
                Tuple.of(1, control),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "\r\n",
                                "\r",
                                "\n",
                                "\r\nBcc: evil@y.test",
                                "\r\n\r\n",
                                "\u2028",
                                "\u2029",
                                "\u0085",
                                "\u202e",
                                "\u010d\u010aBcc: evil@y.test",
                                "\r\n.\r\n",
                                "--=_",
                                "=?utf-8?q?=0d=0aBcc:?=")));
        return piece.list().ofMaxSize(5).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> any = characters()
                .map(c -> Character.toString(c))
                .list()
                .ofMaxSize(90)
                .map(all -> String.join("", all));
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200);
        return Arbitraries.oneOf(any, ascii);
    }

    @Provide
    Arbitrary<String> texts() {
        return lines().list().ofMaxSize(8).map(all -> String.join("\n", all));
    }

    private static Arbitrary<Integer> characters() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(' ', 0x17F),
                        Arbitraries.integers().between(' ', Character.MAX_CODE_POINT))
                .filter(c -> !Unsafe.breaksLines(c));
    }
}
