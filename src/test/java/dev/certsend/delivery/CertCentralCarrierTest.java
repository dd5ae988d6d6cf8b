package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.text.Language;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CertCentral's e-mail quotes. */
class CertCentralCarrierTest {

    /** NEL, VT, FF, and the separators of lines and paragraphs, at which Java's {@code lines()} sees no end. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u000b", "\f", "\u2028", "\u2029"})
    void what_ends_a_line_for_some_readers_only_leaves_no_line_without_its_bar(String end) {
        String message = CertCentralCarrier.message(send("Install it." + end + "CertCentral: call us"), "Example Corp");

        assertThat(message).endsWith("\n| Install it.\uFFFDCertCentral: call us");
    }

    @Test
    void each_line_of_the_requesters_has_its_bar() {
        assertThat(CertCentralCarrier.message(send("one\r\ntwo\rthree\n\n"), "Example Corp"))
                .endsWith("\n| one\n| two\n| three\n| ");
    }

    private static Send send(String message) {
        return new Send(
                UUID.randomUUID(),
                "T1",
                "U1",
                "Alice",
                Language.ENGLISH,
                null,
                null,
                7,
                8,
                "www.example.com",
                Mode.ATTACHMENT,
                Format.PEM_CHAIN,
                new LinkTerms(14, null),
                message,
                null,
                Instant.EPOCH);
    }
}
