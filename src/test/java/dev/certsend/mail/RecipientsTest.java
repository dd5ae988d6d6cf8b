package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.mail.RefusedAddress.Reason;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.example,b@y.example",
                "a@x.example; b@y.example;",
                "a@x.example b@y.example",
                "\n\n a@x.example\t\tb@y.example \n",
                "a@x.example\r\nb@y.example\r\n",
                "<mailto:a@x.example|a@x.example>, <mailto:b@y.example|b@y.example>"
            })
    void reads_addresses_set_apart_in_any_usual_way(String typed) {
        Recipients recipients = Recipients.parse(typed, 10);

        assertThat(recipients.addresses()).hasToString("[a@x.example, b@y.example]");
        assertThat(recipients.refused()).isEmpty();
        assertThat(recipients.tooMany()).isFalse();
    }

    @Test
    void reads_addresses_beyond_ascii_beside_others() {
        assertThat(Recipients.parse("jšn@x.example, bob@y.example", 10).addresses())
                .extracting(EmailAddress::needsSmtpUtf8)
                .containsExactly(true, false);
    }

    @Test
    void an_address_that_can_not_be_served_is_refused_like_one_that_is_none() {
        Recipients recipients = Recipients.parse("jšn@x.example, bob@y.example, nobody", 10)
                .orRefusing(address -> address.needsSmtpUtf8()
                        ? Optional.of(RefusedAddress.Reason.NON_ASCII_LOCAL_PART)
                        : Optional.empty());

        assertThat(recipients.addresses()).hasToString("[bob@y.example]");
        assertThat(recipients.refused())
                .extracting(RefusedAddress::reason)
                .containsExactly(RefusedAddress.Reason.NO_AT, RefusedAddress.Reason.NON_ASCII_LOCAL_PART);
    }

    @Test
    void merges_doubles_and_keeps_the_first_spelling() {
        Recipients recipients = Recipients.parse("Bob@x.example b@y.example bob@X.example", 10);

        assertThat(recipients.addresses()).hasToString("[Bob@x.example, b@y.example]");
    }

    @Test
    void counts_only_distinct_addresses_against_the_limit() {
        assertThat(Recipients.parse("a@x.example a@x.example b@x.example", 2).tooMany())
                .isFalse();
        assertThat(Recipients.parse("a@x.example b@x.example c@x.example", 2).tooMany())
                .isTrue();
    }

    @Test
    void finds_nobody_in_nothing() {
        Recipients recipients = Recipients.parse(" \r\n , ;\t", 10);

        assertThat(recipients.addresses()).isEmpty();
        assertThat(recipients.refused()).isEmpty();
    }

    @Test
    void refuses_a_display_name_with_its_address_as_one_piece() {
        refuses("Bob <bob@x.example>", Reason.DISPLAY_NAME_OR_GROUP);
        refuses("Bob\t<bob@x.example>", Reason.DISPLAY_NAME_OR_GROUP);
    }

    @Test
    void refuses_an_address_hidden_in_a_quoted_name_or_comment() {
        refuses("\"Smith, victim@x.example, Bob\" <bob@x.example>", Reason.QUOTED);
        refuses("bob@x.example (not, victim@x.example, him)", Reason.COMMENT);
        refuses("a\\, victim@x.example", Reason.QUOTED);
    }

    @Test
    void refuses_a_line_that_holds_a_character_one_cannot_see() {
        refuses("a@x.example\rBcc: b@y.example", Reason.CONTROL_CHARACTER);
        refuses("a@x.example\u000bb@y.example", Reason.CONTROL_CHARACTER);
        refuses("a@x.example \u202eb@y.example", Reason.CONTROL_CHARACTER);
        refuses("a@x.example\u2028b@y.example", Reason.CONTROL_CHARACTER);
    }

    @Test
    void refuses_a_header_on_a_line_of_its_own() {
        Recipients recipients = Recipients.parse("a@x.example\r\nBcc: b@y.example", 10);

        assertThat(recipients.addresses()).hasToString("[a@x.example]");
        assertThat(recipients.refused())
                .containsExactly(new RefusedAddress("Bcc: b@y.example", Reason.DISPLAY_NAME_OR_GROUP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mailto:a@x.example|b@y.example>",
                "<mailto:a@x.example>",
                "mailto:a@x.example",
                "<mailto:a@x.example|a@x.example|a@x.example>",
                "b<mailto:a@x.example|a@x.example>",
                "<mailto:a@x.example|a@x.example>.evil.test",
                "<http://x.example|a@x.example>"
            })
    void unwraps_no_link_but_slacks_own(String typed) {
        refuses(typed, Reason.DISPLAY_NAME_OR_GROUP);
    }

    @Test
    void shows_what_it_refused_short_and_visible() {
        RefusedAddress refused = Recipients.parse("bob\u202e\u0000" + "x".repeat(500), 10)
                .refused()
                .get(0);

        assertThat(refused.typed())
                .startsWith("bob\\u{202E}\\u{0}xxx")
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(81);
    }

    @Property
    void lets_nothing_through_but_plain_ascii_and_letters(@ForAll List<String> pieces) {
        Recipients recipients = Recipients.parse(String.join("@x.example\n", pieces), 10);

        assertThat(recipients.addresses()).allSatisfy(address -> assertThat(address.toString())
                .matches("[!-~\\p{L}\\p{M}\\p{Nd}&&[^<>\"\\\\(),:;]]+"));
    }

    private static void refuses(String typed, Reason reason) {
        Recipients recipients = Recipients.parse(typed, 10);

        assertThat(recipients.addresses()).isEmpty();
        assertThat(recipients.refused())
                .singleElement()
                .extracting(RefusedAddress::reason)
                .isEqualTo(reason);
    }
}
