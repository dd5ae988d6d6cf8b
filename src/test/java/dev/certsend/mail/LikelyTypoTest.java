package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyTypoTest {

    @ParameterizedTest
    @CsvSource({
        "gmial.com, gmail.com",
        "gamil.com, gmail.com",
        "mgail.com, gmail.com",
        "gmai.com, gmail.com",
        "gmaill.com, gmail.com",
        "GMIAL.com, gmail.com",
        "gmail.con, gmail.com",
        "gmail.co, gmail.com",
        "gmail.cm, gmail.com",
        "gmailcom.com.con, gmailcom.com.com",
        "hotmial.com, hotmail.com",
        "hotmal.fr, hotmail.fr",
        "outlok.com, outlook.com",
        "outlook.cmo, outlook.com",
        "yaho.com, yahoo.com",
        "yahooo.co.uk, yahoo.co.uk",
        "iclud.com, icloud.com",
        "comcats.net, comcast.net",
        "example.con, example.com",
        "example.cmo, example.com",
        "example.ocm, example.com",
        "example.nte, example.net",
        "example.ogr, example.org",
        "live.vom, live.com",
    })
    void sees_a_slip_of_the_finger(String domain, String meant) {
        assertThat(LikelyTypo.meant(EmailAddress.of("Anna+x@" + domain))).contains(EmailAddress.of("Anna+x@" + meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "ymail.com",
                "mail.com",
                "gmx.com",
                "email.com",
                "hotmail.co",
                "hotmail.de",
                "live.co.uk",
                "yahoo.co",
                "yahoo.de",
                "yahoo.it",
                "fmail.com",
                "icloud.com",
                "cloud.com",
                "aol.com",
                "alo.com",
                "bol.com",
                "line.com",
                "hive.com",
                "live.fr",
                "orange.be",
                "grange.fr",
                "example.com",
                "example.co",
                "example.cm",
                "example.om",
                "example.org",
                "post.net",
                "gmail.example.com",
                "bücher.example",
                "orage.fr",
                "yandex.com"
            })
    void leaves_what_is_real_alone(String domain) {
        assertThat(LikelyTypo.meant(EmailAddress.of("anna@" + domain))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "сео@x.example, ceo@x.example", // all Cyrillic
        "jɑn@x.example, jan@x.example", // Latin alpha
        "mɑx.m-1@x.example, max.m-1@x.example",
        "саре+1@gmial.com, cape+1@gmail.com",
        "ορο@x.example, opo@x.example",
    })
    void doubts_letters_that_look_like_ascii(String typed, String meant) {
        assertThat(LikelyTypo.meant(EmailAddress.of(typed))).contains(EmailAddress.of(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "änna", "jšn", "анна", "иван", "müller", "đorđe", "søren", "用户", "δοκιμή", "अजय", "한", "jǎn", "ǃxoo",
                "=ʔx", "kjær"
            })
    void leaves_real_words_of_any_script_alone(String localPart) {
        assertThat(LikelyTypo.meant(EmailAddress.of(localPart + "@x.example"))).isEmpty();
    }

    @Property
    void proposes_nothing_but_addresses(
            @ForAll @CharRange(from = '\u0400', to = '\u04ff') @StringLength(min = 1, max = 3) String localPart) {
        EmailAddress typed;
        try {
            typed = EmailAddress.of(localPart + "@x.example");
        } catch (AddressRefused refused) {
            return;
        }
        LikelyTypo.meant(typed)
                .ifPresent(meant -> assertThat(meant.needsSmtpUtf8()).isFalse());
    }

    @Property
    void never_finds_fault_with_what_it_proposes(
            @ForAll @AlphaChars @LowerChars @StringLength(min = 1, max = 9) String name) {
        LikelyTypo.meant(EmailAddress.of("a@" + name + ".com"))
                .ifPresent(meant -> assertThat(LikelyTypo.meant(meant)).isEmpty());
    }
}
