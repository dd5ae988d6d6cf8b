package dev.certsend.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.playground.Layout;
import dev.certsend.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** The HTML part as a browser shows it: wide and narrow, light and dark. */
class LetterBrowserTest {
    private static final int[] WIDTHS = {1200, 320};

    @SuppressWarnings("NullAway.Init")
    private static Layout layout;

    private final Path directory;

    LetterBrowserTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void open() {
        layout = new Layout();
    }

    @AfterAll
    static void close() {
        if (layout != null) {
            layout.close();
        }
    }

    private record Shown(String name, Asked asked, CertificateChain chain) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shown> letters() {
        return Stream.of(
                shown("attachment", Mode.ATTACHMENT, Format.PEM_CHAIN, Language.ENGLISH, Samples.CHAIN),
                shown("attachment-apart-fr", Mode.ATTACHMENT, Format.PEM_APART, Language.FRENCH, Samples.CHAIN),
                shown("attachment-pkcs7", Mode.ATTACHMENT, Format.PKCS7, Language.ENGLISH, Samples.CHAIN),
                shown("attachment-zip", Mode.ATTACHMENT, Format.ZIP, Language.ENGLISH, Samples.CHAIN),
                shown("plaintext", Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH, Samples.CHAIN),
                shown("downloadlink", Mode.DOWNLOADLINK, Format.PEM_CHAIN, Language.ENGLISH, Samples.CHAIN),
                shown("hundred-names", Mode.PLAINTEXT, Format.PEM_CHAIN, Language.FRENCH, Samples.hundredNames()));
    }

    private static Shown shown(String name, Mode mode, Format format, Language language, CertificateChain chain) {
        return new Shown(name, Samples.asked(mode, format, language), chain);
    }

    @ParameterizedTest
    @MethodSource("letters")
    void fits_reads_well_and_loads_nothing(Shown letter) {
        String html = Samples.letter(letter.asked(), letter.chain()).html();
        assertThat(html).doesNotContain("src=", "url(", "@import", "<link", "<script", "<img", "<form");
        layout.show(directory, letter.name(), html);
        for (String scheme : Layout.SCHEMES) {
            for (int width : WIDTHS) {
                layout.fit(width, scheme);
                assertThat(layout.width()).as("width at %d", width).isLessThanOrEqualTo(width);
                layout.picture("letter-" + letter.name() + "-" + width + "-" + scheme);
                assertThat(layout.violations()).as("%s at %d", scheme, width).isEmpty();
            }
        }
        assertThat(layout.number("performance.getEntriesByType('resource').length"))
                .isZero();
        assertThat(layout.driver().findElements(By.tagName("h1"))).hasSize(1);
        assertThat(layout.driver().findElements(By.tagName("th"))).hasSize(5);
    }

    @Test
    void the_pem_that_a_browser_copies_is_the_certificate() throws Exception {
        layout.show(
                directory,
                "copied",
                Samples.letter(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH)
                        .html());
        layout.fit(320, "light");
        List<String> copied = Stream.of(0, 1).map(this::copied).toList();
        assertThat(copied.get(0).strip()).isEqualTo(Samples.CHAIN.leafPem().strip());
        assertThat(CertificateChain.parse(copied.get(0) + "\n" + copied.get(1)).facts())
                .isEqualTo(Samples.CHAIN.facts());
    }

    private String copied(int block) {
        return String.valueOf(layout.driver().executeScript("""
                        getSelection().selectAllChildren(document.querySelectorAll('pre')[arguments[0]]);
                        return getSelection().toString()""", block));
    }
}
