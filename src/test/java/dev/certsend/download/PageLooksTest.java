package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Leaf;
import dev.certsend.link.OpenLink;
import dev.certsend.playground.Layout;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** Every state of the pages as a browser shows it: from phone to desk, light and dark, folded and unfolded. */
class PageLooksTest {
    private static final int[] WIDTHS = {320, 768, 1280};
    private static final String SMALL_TARGETS = """
            [...document.querySelectorAll('.main, .files li, summary')]
                .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 44).length""";
    private static final int A4 = 718;
    private static final String MESSAGE =
            "For the new balancer, please install before Friday.\n\n– Grüße, <Alice> & co";
    private static final Instant END = Samples.CHAIN.facts().notAfter();

    @SuppressWarnings("NullAway.Init")
    private static Layout layout;

    private final Path directory;

    PageLooksTest(@TempDir Path directory) {
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

    private record Shown(String name, String html) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shown> pages() {
        String longest = "W".repeat(80);
        OpenLink counted = Samples.link("Alice Martin", "", 3, 1, null);
        OpenLink all = Samples.link("Alice Martin", MESSAGE, 5, 4, Samples.NEWER);
        OpenLink wide = Samples.link(longest, "x".repeat(600), null, 0, Samples.NEWER);
        return Stream.of(
                shown("plain", Samples.link(), Samples.CHAIN, Language.ENGLISH, Leaf.NOW),
                shown("message-newer-counted-fr", all, Samples.CHAIN, Language.FRENCH, Leaf.NOW),
                shown("counted", counted, Samples.CHAIN, Language.ENGLISH, Leaf.NOW),
                shown(
                        "used-up",
                        Samples.link("Alice Martin", "", 1, 1, null),
                        Samples.CHAIN,
                        Language.ENGLISH,
                        Leaf.NOW),
                shown("expired", Samples.link(), Samples.CHAIN, Language.ENGLISH, END.plus(Duration.ofDays(3))),
                shown("soon-fr", Samples.link(), Samples.CHAIN, Language.FRENCH, END.minus(Duration.ofDays(5))),
                shown("no-chain", Samples.link(), Samples.WITHOUT_INTERMEDIATES, Language.ENGLISH, Leaf.NOW),
                shown("hundred-names", wide, Samples.hundredNames(), Language.ENGLISH, Leaf.NOW),
                notice("limited", ShortPage.limited(Words.in(Language.ENGLISH))),
                notice("unavailable-fr", ShortPage.unavailable(Words.in(Language.FRENCH))),
                notFound("not-found", Language.ENGLISH, null),
                notFound("not-found-fr", Language.FRENCH, Contact.of("certificates@example.com")),
                notFound(
                        "not-found-long", Language.ENGLISH, Contact.of("https://help.example.com/" + "x".repeat(170))));
    }

    private static Shown shown(String name, OpenLink link, CertificateChain chain, Language language, Instant now) {
        return new Shown(name, Samples.page(link, chain, language, now));
    }

    private static Shown notFound(String name, Language language, @org.jspecify.annotations.Nullable Contact contact) {
        byte[] html = Templates.html("not_found.jte", new NotFoundPage(Words.in(language), contact));
        return new Shown(name, new String(html, StandardCharsets.UTF_8));
    }

    private static Shown notice(String name, ShortPage page) {
        return new Shown(name, new String(Templates.html("notice.jte", page), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fits_reads_well_and_loads_nothing(Shown page) {
        assertThat(page.html()).doesNotContain("src=", "url(", "@import", "<script", "<img", "style=");
        show(page);
        assertThat(layout.driver().findElements(By.tagName("h1"))).hasSize(1);
        for (boolean unfolded : new boolean[] {false, true}) {
            layout.driver()
                    .executeScript(
                            "document.querySelectorAll('details').forEach(d => d.open = arguments[0])", unfolded);
            for (String scheme : Layout.SCHEMES) {
                for (int width : WIDTHS) {
                    fits(width, scheme);
                    if (unfolded == scheme.equals("dark")) { // half of them: a picture takes longer than all its checks
                        layout.picture("page-" + page.name() + "-" + width + "-" + scheme);
                    }
                }
            }
        }
        printed(page.name());
        for (String scheme : Layout.SCHEMES) {
            layout.fit(WIDTHS[0], scheme);
            assertThat(layout.violations()).as(scheme).isEmpty();
        }
    }

    private static void fits(int width, String scheme) {
        layout.fit(width, scheme);
        String at = width + " " + scheme;
        assertThat(layout.width()).as(at).isLessThanOrEqualTo(width);
        assertThat(layout.number(SMALL_TARGETS)).as(at).isZero();
    }

    /** On A4 at 96 pixels an inch, without its margins. */
    private static void printed(String name) {
        layout.print(A4);
        layout.picture("page-" + name + "-print");
        assertThat(layout.width()).isLessThanOrEqualTo(A4);
        // Not to be pressed on paper; and whoever finds the paper must not find the link.
        assertThat(layout.driver().findElement(By.tagName("main")).getText()).doesNotContain(Samples.TOKEN);
    }

    private void show(Shown page) {
        Path style = Path.of("src/main/resources/dev/certsend/web/style.css").toAbsolutePath();
        layout.show(
                directory,
                page.name(),
                page.html().replace("/style.css", style.toUri().toString()));
    }
}
