package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.mail.RefusedAddress.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.c",
                "jan.novak@example.com",
                "JAN@example.com",
                "o'brien@example.ie",
                "bob+certs@example.co.uk",
                "x_y-z=1@mail-1.example.com",
                "user@xn--bcher-kva.example",
                "1@1.example",
                "postmaster@r3---sn-x.example.com"
            })
    void takes_an_everyday_address_as_it_is(String typed) {
        assertThat(EmailAddress.of(typed)).hasToString(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "user@Example.COM, user@example.com",
        "user@bücher.example, user@xn--bcher-kva.example",
        "user@BÜCHER.example, user@xn--bcher-kva.example",
        "user@straße.example, user@xn--strae-oqa.example",
        "user@ťest.example, user@xn--est-g0a.example",
        "user@例え.テスト, user@xn--r8jz45g.xn--zckzah"
    })
    void writes_the_domain_in_lower_case_a_labels(String typed, String canonical) {
        EmailAddress address = EmailAddress.of(typed);

        assertThat(address).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "user@example.com, user@example.com",
        "user@BÜCHER.example, user@bücher.example (xn--bcher-kva.example)",
        "user@xn--bcher-kva.example, user@bücher.example (xn--bcher-kva.example)"
    })
    void shows_an_international_domain_both_ways(String typed, String shown) {
        assertThat(EmailAddress.of(typed).shown()).isEqualTo(shown);
        assertThat(EmailAddress.shown("what is no address")).isEqualTo("what is no address");
    }

    @Test
    void keeps_the_longest_lawful_address() {
        String typed = "l".repeat(64) + "@" + LABEL_63 + "." + LABEL_63 + "." + "b".repeat(61);

        assertThat(EmailAddress.of(typed).toString()).hasSize(254);
        assertThat(refusal(typed + "b")).isEqualTo(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jšn@x.example",
                "bücher@x.example",
                "иван@x.example",
                "用户@例え.テスト",
                "δοκιμή@x.example",
                "अजय@x.example"
            })
    void takes_letters_beyond_ascii_and_says_what_they_need(String typed) {
        EmailAddress address = EmailAddress.of(typed);

        assertThat(address.needsSmtpUtf8()).isTrue();
        assertThat(address.localPart()).isEqualTo(typed.substring(0, typed.indexOf('@')));
        assertThat(EmailAddress.of("a@bücher.example").needsSmtpUtf8()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mu\u0308ller@bu\u0308cher.example, müller@bücher.example",
        "ja\u030cn@x.example, jǎn@x.example",
        "\u1112\u1161\u11ab@x.example, 한@x.example",
        "a@bu\u0308cher.example, a@bücher.example",
    })
    void reads_letters_typed_in_pieces_as_whole_ones(String pieces, String whole) {
        assertThat(EmailAddress.of(pieces)).isEqualTo(EmailAddress.of(whole));
        assertThat(EmailAddress.of(pieces).mailbox())
                .isEqualTo(EmailAddress.of(whole).mailbox());
        assertThat(EmailAddress.of("e\u0301".repeat(32) + "@x.example").localPart())
                .isEqualTo("é".repeat(32));
    }

    @Test
    void is_safe_whatever_letters_become_when_put_together() {
        assertThat(refusal("a\u037eb@x.example")).isEqualTo(Reason.DISPLAY_NAME_OR_GROUP);
        assertThat(refusal("\u1fefid@x.example")).isEqualTo(Reason.LOCAL_PART);
        assertThat(refusal("a@x\u037e.example")).isEqualTo(Reason.DISPLAY_NAME_OR_GROUP);
        assertThat(refusal("a=\u0338@x.example")).isEqualTo(Reason.LOCAL_PART);
        assertThatThrownBy(() -> new EmailAddress("e\u0301va", "x.example")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void counts_octets_and_not_letters() {
        assertThat(EmailAddress.of("ž".repeat(32) + "@x.example").needsSmtpUtf8())
                .isTrue();
        assertThat(refusal("ž".repeat(33) + "@x.example")).isEqualTo(Reason.TOO_LONG);
        String domain = LABEL_63 + "." + LABEL_63 + "." + "b".repeat(61);
        assertThat(refusal("ž".repeat(31) + "aab@" + domain + ".c")).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void is_equal_however_its_domain_was_typed() {
        assertThat(EmailAddress.of("a@BÜCHER.example"))
                .isEqualTo(EmailAddress.of("a@xn--bcher-kva.example"))
                .hasSameHashCodeAs(EmailAddress.of("a@bücher.example"))
                .isNotEqualTo(EmailAddress.of("A@bücher.example"))
                .isNotEqualTo(EmailAddress.of("a@bucher.example"));
    }

    @Test
    void cannot_be_built_around_the_gate() {
        assertThatThrownBy(() -> new EmailAddress("a\r\nRCPT", "x.example")).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> new EmailAddress("a", "x.example>")).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> new EmailAddress("a", "bücher.example")).isInstanceOf(AddressRefused.class);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                        hostile(Reason.EMPTY, "", " ", "   "),
                        hostile(Reason.NO_AT, "bob", "example.com", "bob.example.com"),
                        hostile(
                                Reason.SEVERAL_AT,
                                "a@b@c.example",
                                "a@x.example@evil.test",
                                "@@x.example",
                                "@a.example@b.example"),
                        hostile(
                                Reason.LOCAL_PART,
                                "@x.example",
                                ".a@x.example",
                                "a.@x.example",
                                "a..b@x.example",
                                "-oQ/tmp@x.example",
                                "a%evil.test@x.example",
                                "evil.test!a@x.example",
                                "|id@x.example",
                                "/etc/passwd@x.example",
                                "`id`@x.example",
                                "ｊan@x.example",
                                "аdmin@x.example",
                                "\u030can@x.example",
                                "ﬁn@x.example",
                                "j☃n@x.example",
                                "j€n@x.example",
                                "ja\u2024n@x.example",
                                "j٪n@x.example"),
                        hostile(
                                Reason.DOMAIN,
                                "a@",
                                "a@localhost",
                                "a@x",
                                "a@.x.example",
                                "a@x..example",
                                "a@x.example.",
                                "a@-x.example",
                                "a@x-.example",
                                "a@x_y.example",
                                "a@x.example/evil",
                                "a@x.ex%61mple",
                                "a@127.0.0.1",
                                "a@2130706433",
                                "a@x.123",
                                "a@1.2.3.0x7f",
                                "a@x.example?cc=b",
                                "a@x.example#b",
                                "a@x.example=",
                                "a@xn--a.example",
                                "a@xn--.example",
                                "a@ｘ.example",
                                "a@x。example",
                                "a@x．example",
                                "a@ﬁ.example",
                                "a@ℂ.example",
                                "a@①.example",
                                "a@x.example℀",
                                "a@\u0301x.example",
                                "a@xn--ExampleXn--.example"),
                        hostile(Reason.IP_LITERAL, "a@[127.0.0.1]", "a@[IPv6:::1]", "a@[x.example]"),
                        hostile(
                                Reason.CONTROL_CHARACTER,
                                "a@x.example\r",
                                "a@x.example\n",
                                "\na@x.example",
                                "a@x.example\r\nBcc: b@y.example",
                                "a@x.example\rRCPT TO:<b@y.example>",
                                "a\u0000@x.example",
                                "a@x.example\u0000",
                                "a\t@x.example",
                                "a\u007f@x.example",
                                "a\u0085@x.example",
                                "a@x.example\u2028",
                                "a@x.example\u2029",
                                "a\u202e@x.example",
                                "a@\u2066x.example",
                                "a\u200b@x.example",
                                "a@x\u200d.example",
                                "a@x\u00ad.example",
                                "\ufeffa@x.example",
                                "a@x\ufe0f.example",
                                "a@x\u3164.example",
                                "a@x\ud800.example"),
                        hostile(
                                Reason.TOO_LONG,
                                "l".repeat(65) + "@x.example",
                                "a@" + LABEL_63 + "a.example",
                                "a@" + "ü".repeat(63) + ".example",
                                "a@" + "x.".repeat(300) + "example"),
                        hostile(
                                Reason.DISPLAY_NAME_OR_GROUP,
                                "Bob<a@x.example>",
                                "<a@x.example>",
                                "<a@x.example>b@y.example",
                                "Team:a@x.example;",
                                "a@x.example,b@y.example",
                                "a@x.example;b@y.example",
                                "<@y.example:a@x.example>",
                                "mailto:a@x.example",
                                "a@x.example>"),
                        hostile(
                                Reason.QUOTED,
                                "\"a b\"@x.example",
                                "\"a@y.example\"@x.example",
                                "a\\@y.example@x.example",
                                "\"\"@x.example"),
                        hostile(Reason.COMMENT, "a(b)@x.example", "a@x.example(b)", "a@(b)x.example"),
                        hostile(
                                Reason.SPACE,
                                "a b@x.example",
                                "a@x.example b@y.example",
                                "a@ x.example",
                                " a@x.example",
                                "a@x.example\u00a0",
                                "a@x\u3000.example"),
                        hostile(Reason.ENCODED_WORD, "=?utf-8?q?a?=@x.example", "=?x?q?=41=42?=b@x.example"))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> hostile(Reason reason, String... typed) {
        return Stream.of(typed).map(one -> Arguments.of(reason, one));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses_what_some_mail_system_reads_otherwise(Reason reason, String typed) {
        assertThat(refusal(typed)).isEqualTo(reason);
    }

    private static Reason refusal(String typed) {
        AddressRefused refused = catchThrowableOfType(AddressRefused.class, () -> EmailAddress.of(typed));
        assertThat(refused).as("taken for an address: %s", typed).isNotNull();
        return refused.reason();
    }
}
