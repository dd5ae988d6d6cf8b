package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.text.Language;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers and others say of their languages. */
class ReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | FRENCH",
                "FR-ca,fr;q=0.9 | FRENCH",
                "de-DE,de;q=0.9,fr;q=0.4,en;q=0.3 | FRENCH",
                "fr;q=0.3,en;q=0.4 | ENGLISH",
                "en-GB | ENGLISH",
                "de, ja | FRENCH",
                "* | FRENCH",
                "en;q=0, * | FRENCH",
                "fr;q=0, * | ENGLISH",
                "fr;q=0 | ENGLISH",
                "fr;q=0, en;q=0 | FRENCH",
                "en;q=2 | FRENCH",
                ";q=1 | FRENCH",
                "en; | FRENCH",
                "-- | FRENCH",
            })
    void the_best_liked_language_of_ours_is_spoken_and_otherwise_the_senders(String header, Language spoken) {
        assertThat(Reader.language(header, Language.FRENCH)).isEqualTo(spoken);
    }

    @Test
    void no_header_however_made_does_more_harm_than_to_be_passed_over() {
        Random random = new Random(1);
        String letters = "ab-*;q=,.019 \"\\\0é_fr";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                header.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(Reader.language(header.toString(), Language.FRENCH)).isNotNull();
        }
        assertThat(Reader.language("en,".repeat(1_000) + "en", Language.FRENCH)).isEqualTo(Language.FRENCH);
        assertThat(Reader.language((String) null, Language.FRENCH)).isEqualTo(Language.FRENCH);
    }
}
