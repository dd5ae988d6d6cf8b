package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Leaf;
import dev.certsend.link.OpenLink;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say, and what they make of the names that others gave. */
class PageTextTest {
    private static final Instant END = Samples.CHAIN.facts().notAfter();

    @Test
    void the_time_that_is_left_is_told_and_warned_of_when_it_is_short_or_over() {
        assertThat(english(Samples.CHAIN, Leaf.NOW)).contains("205 days left").doesNotContain("notice");
        assertThat(english(Samples.CHAIN, END.minus(Duration.ofDays(15)))).doesNotContain("notice");
        assertThat(english(Samples.CHAIN, END.minus(Duration.ofDays(3))))
                .contains("This certificate expires soon", "3 days left. Ask Alice Martin");
        assertThat(english(Samples.CHAIN, END.minusSeconds(5))).contains("less than a day left");
        assertThat(english(Samples.CHAIN, END.plusSeconds(5)))
                .contains("This certificate has expired", "<strong class=\"mark bad\">expired</strong>");
    }

    @Test
    void the_time_that_is_left_of_a_link_is_told_in_the_nearest_number_of_days() {
        Instant end = Leaf.NOW.plus(Duration.ofDays(14));
        assertThat(english(Samples.CHAIN, Leaf.NOW.plusSeconds(60))).contains("12:00 PM UTC, 14 days left");
        assertThat(english(Samples.CHAIN, end.minus(Duration.ofHours(35)))).contains("12:00 PM UTC, one day left");
        assertThat(english(Samples.CHAIN, end.minus(Duration.ofHours(11)))).contains("UTC, less than a day left");
    }

    @Test
    void the_chain_is_spoken_of_where_there_is_one() {
        assertThat(english(Samples.CHAIN, Leaf.NOW))
                .contains("_intermediates.pem")
                .doesNotContain("A root issued it");
        assertThat(english(Samples.WITHOUT_INTERMEDIATES, Leaf.NOW))
                .contains("A root issued it", "acm</span>", ">Download certificate</a>")
                .doesNotContain("ertificate with chain", "_intermediates.pem", "--certificate-chain");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void each_of_a_hundred_names_is_on_the_page_once(Language language) {
        CertificateChain chain = Samples.hundredNames();
        String page = Samples.page(Samples.link(), chain, language, Leaf.NOW);
        assertThat(chain.facts().names()).hasSize(100).allSatisfy(name -> assertThat(page)
                .containsOnlyOnce("<li>" + name + "</li>"));
        assertThat(page).contains(language == Language.FRENCH ? "94 autres noms" : "94 more names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x>", "${7*7}", "a\r\nb", "\u202egnp.exe"})
    void nothing_that_others_named_becomes_markup(String name) {
        Leaf leaf = Leaf.of("x").subject("CN=" + name.replaceAll("[\"\r\n<>]", "\\\\$0"));
        CertificateChain chain = Samples.chain(Samples.ISSUER.issue(leaf), Samples.ISSUER);
        OpenLink link = Samples.link(name, name + "\n" + name, 2, 1, Samples.NEWER);
        assertThat(Samples.page(link, chain, Language.ENGLISH, Leaf.NOW))
                .doesNotContain("<script", "<img", "49<", "\u202e", "\r");
    }

    @Test
    void the_page_of_no_link_names_the_contact_and_links_to_what_can_be_opened() {
        assertThat(notFound("desk@example.com")).contains("<a href=\"mailto:desk@example.com\" ");
        assertThat(notFound("https://help.example.com/a?b=c&d"))
                .contains("<a href=\"https://help.example.com/a?b=c&amp;d\" ");
        assertThat(notFound("Desk <b>7</b>, phone 1234")).contains("Desk &lt;b&gt;7&lt;/b&gt;, phone 1234");
        assertThat(notFound("javascript:alert(1)")).doesNotContain("<a ");
    }

    private static String notFound(String contact) {
        byte[] html =
                Templates.html("not_found.jte", new NotFoundPage(Words.in(Language.ENGLISH), Contact.of(contact)));
        return new String(html, StandardCharsets.UTF_8);
    }

    private static String english(CertificateChain chain, Instant now) {
        return Samples.page(Samples.link(), chain, Language.ENGLISH, now);
    }
}
