package dev.certsend.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.playground.Browser;
import dev.certsend.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The HTML part as a browser shows it: wide and narrow, light and dark. */
class LetterBrowserTest {
    private static final int[] WIDTHS = {1200, 320};
    private static final String[] SCHEMES = {"light", "dark"};

    private static Browser browser;

    private final Path directory;

    LetterBrowserTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
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
    void fits_reads_well_and_loads_nothing(Shown letter) throws IOException {
        String html = Samples.letter(letter.asked(), letter.chain()).html();
        assertThat(html).doesNotContain("src=", "url(", "@import", "<link", "<script", "<img", "<form");
        show(letter.name(), html);
        for (String scheme : SCHEMES) {
            for (int width : WIDTHS) {
                emulate(width, scheme);
                assertThat(number("document.documentElement.scrollWidth"))
                        .as("width at %d", width)
                        .isLessThanOrEqualTo(width);
                browser.picture("letter-" + letter.name() + "-" + width + "-" + scheme);
                assertThat(new AxeBuilder().setLegacyMode().analyze(driver()).getViolations())
                        .extracting(Rule::getId)
                        .as("%s at %d", scheme, width)
                        .isEmpty();
            }
        }
        assertThat(number("performance.getEntriesByType('resource').length")).isZero();
        assertThat(driver().findElements(By.tagName("h1"))).hasSize(1);
        assertThat(driver().findElements(By.tagName("th"))).hasSize(5);
    }

    @Test
    void the_pem_that_a_browser_copies_is_the_certificate() throws Exception {
        show(
                "copied",
                Samples.letter(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH)
                        .html());
        emulate(320, "light");
        List<String> copied = Stream.of(0, 1).map(this::copied).toList();
        assertThat(copied.get(0).strip()).isEqualTo(Samples.CHAIN.leafPem().strip());
        assertThat(CertificateChain.parse(copied.get(0) + "\n" + copied.get(1)).facts())
                .isEqualTo(Samples.CHAIN.facts());
    }

    private String copied(int block) {
        return String.valueOf(driver().executeScript("""
                        getSelection().selectAllChildren(document.querySelectorAll('pre')[arguments[0]]);
                        return getSelection().toString()""", block));
    }

    private void show(String name, String html) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".html"), html);
        browser.goTo(file.toUri().toString());
    }

    /** The whole letter in one window, so that the picture shows all of it. */
    private static void emulate(int width, String scheme) {
        driver().executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        metrics(width, 860);
        metrics(width, (int) Math.min(8000, number("document.documentElement.scrollHeight")));
    }

    private static void metrics(int width, int height) {
        driver().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private static long number(String expression) {
        return (Long) driver().executeScript("return " + expression);
    }

    private static ChromeDriver driver() {
        return browser.driver();
    }
}
