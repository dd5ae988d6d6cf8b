package dev.certsend.mail;

import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
