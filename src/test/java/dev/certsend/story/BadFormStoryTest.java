package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms filled in wrongly, by the tired and by the hostile: told under the right field, recorded, and nothing leaves. */
@ExtendWith(Story.class)
class BadFormStoryTest {
    private final Stage stage;

    BadFormStoryTest(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711",
                "abc",
                "-1",
                "0",
                "1.0",
                " ",
                "",
                "1 OR 1=1",
                "1; DROP TABLE send",
                "' OR ''='",
                "999999999999999999999999999999",
                "9223372036854775808",
                "٣",
                "\u0000",
                "1193139621\n",
                "<!channel>"
            })
    void an_order_that_was_never_offered_is_refused(String forged) {
        Modal form = stage.filled(stage.anyOrder(), "forged@bad.example").forge("order", forged);
        refused(form, "order");
        assertThat(form.error("order")).contains("There is no order");
    }

    @ParameterizedTest
    @CsvSource({
        "new.example.com,no issued certificate",
        "approve-me.example.com,no issued certificate",
        "no.brightwater.example,no issued certificate",
        "typo.exmaple.com,no issued certificate",
        "leaked.brightwater.example,revoked",
        "old.example.com,expired",
        "lapsed.example.com,expired"
    })
    void an_order_whose_certificate_cannot_be_sent_is_refused(String name, String words) {
        LocalOrder order = stage.world().certCentral().order(name);
        Modal form = stage.filled(stage.anyOrder(), "state@bad.example").forge("order", Long.toString(order.id()));
        refused(form, "order");
        assertThat(form.error("order")).contains(words).contains(Long.toString(order.id()));
    }

    @Test
    void an_order_for_something_else_than_tls_is_refused() {
        List<LocalOrder> others = stage.world().certCentral().orders().stream()
                .filter(order -> List.of("CLIENT_PREMIUM", "CODE_SIGNING")
                        .contains(order.product().name()))
                .toList();
        assertThat(others).isNotEmpty();
        for (LocalOrder order : others) {
            Modal form = stage.filled(stage.anyOrder(), "client@bad.example").forge("order", Long.toString(order.id()));
            refused(form, "order");
            assertThat(form.error("order")).contains("not for a TLS certificate");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops@bad.example\r\nBcc: all@bad.example",
                "ops@bad.example%0d%0aBcc:x@bad.example",
                "Anna <anna@bad.example>",
                "<anna@bad.example>",
                "team: anna@bad.example;",
                "undisclosed-recipients:;",
                "\"anna b\"@bad.example",
                "anna\\@b@bad.example",
                "anna(comment)@bad.example",
                "anna",
                "anna@",
                "@bad.example",
                "anna@@bad.example",
                "anna@bad..example",
                "anna@-bad.example",
                "anna@[127.0.0.1]",
                "anna@127.0.0.1",
                "anna@localhost",
                ".anna@bad.example",
                "anna.@bad.example",
                "an..na@bad.example",
                "-oQ/tmp@bad.example",
                "anna@bad.example\u0000",
                "anna@bad.exa\u202emple",
                "anna\u200b@bad.example",
                "=?utf-8?q?anna?=@bad.example",
                "<mailto:evil@bad.example|anna@bad.example>",
                "<!channel>",
                "anna|id@bad.example",
                "../../etc/passwd@bad.example"
            })
    void an_address_that_is_none_is_named_under_its_field(String typed) {
        Modal form = stage.filled(stage.anyOrder(), typed);
        refused(form, "recipients");
        assertThat(form.error("recipients")).contains("\"").doesNotContain("\r").doesNotContain("\u202e");
        assertThat(lastReason()).startsWith("recipients refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", ";;; \n", "\t"})
    void no_address_at_all_is_asked_for(String typed) {
        Modal form = stage.filled(stage.anyOrder(), typed);
        refused(form, "recipients");
        assertThat(form.error("recipients")).contains("at least one");
    }

    @Test
    void one_bad_address_among_good_ones_stops_them_all_and_is_the_one_named() {
        Modal form = stage.filled(stage.anyOrder(), "good@bad.example, b@d@bad.example, fine@bad.example");
        refused(form, "recipients");
        assertThat(form.error("recipients")).contains("b@d@bad.example").doesNotContain("good@bad.example");
    }

    @Test
    void twenty_five_addresses_are_too_many_and_twenty_are_not() {
        Modal form = stage.filled(stage.anyOrder(), many(25, "much.example"));
        refused(form, "recipients");
        assertThat(form.error("recipients")).contains("25").contains("20");
        stage.send(stage.filled(stage.freshOrder(), many(20, "enough.example")));
        stage.mailTo("p20@enough.example");
    }

    @Test
    void the_same_address_twice_gets_one_letter() {
        LocalOrder order = stage.freshOrder();
        stage.send(stage.filled(order, "twin@one.example, TWIN@one.example\ntwin@ONE.example"));
        stage.confirmation(Stage.CHANNEL, "twin@one.example", "1 of 1 accepted");
        assertThat(stage.mailsTo("twin@one.example")).hasSize(1);
    }

    @Test
    void an_international_domain_is_accepted_and_travels_as_ascii() {
        stage.send(stage.filled(stage.freshOrder(), "anna@bücher-laden.example"));
        assertThat(stage.mailTo("anna@xn--bcher-laden-thb.example").parsed().header("To"))
                .isEqualTo("anna@xn--bcher-laden-thb.example");
    }

    static Stream<String> badMessages() {
        return Stream.of(
                "Look <!channel>",
                "<!here>",
                "<!everyone|x>",
                "<!subteam^S123>",
                "x".repeat(1001),
                "a\u0000b",
                "a\u001b[31mb",
                "a\u0007",
                "a\u202eb",
                "a\u2028b");
    }

    @ParameterizedTest
    @MethodSource("badMessages")
    void a_message_that_a_letter_cannot_hold_is_refused(String message) {
        Modal form = stage.filled(stage.anyOrder(), "msg@bad.example").fill("message", message);
        refused(form, "message");
    }

    @Test
    void a_message_of_a_thousand_characters_is_not_too_long() {
        stage.send(stage.filled(stage.freshOrder(), "long@msg.example").fill("message", "é".repeat(1000)));
        assertThat(stage.mailTo("long@msg.example").parsed().text().orElseThrow())
                .contains("é".repeat(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ATTACHMENT", "fax", "attachment\u0000"})
    void a_mode_that_was_never_offered_is_refused(String forged) {
        Modal form = stage.filled(stage.anyOrder(), "mode@bad.example").forge("mode", forged);
        refused(form, "mode");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Modal form = stage.filled(stage.anyOrder(), "nobody")
                .forge("order", "4711")
                .forge("mode", "fax")
                .fill("message", "<!here>");
        Answer answer = form.submitUnchecked();
        assertThat(answer.isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("order", "recipients", "mode", "message");
    }

    /** Submits and sees it refused under exactly this field, recorded, and nothing sent. */
    private void refused(Modal form, String field) {
        long entries = refusals();
        long sends = stage.records().number("SELECT count(*) FROM send");
        Answer answer = form.submitUnchecked();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(form.errors()).containsOnlyKeys(field);
        assertThat(form.trouble()).isEmpty();
        assertThat(refusals()).isEqualTo(entries + 1);
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(sends);
        assertThat(stage.mailsTo("anna@bad.example")).isEmpty();
    }

    private long refusals() {
        return stage.records()
                .number(
                        "SELECT count(*) FROM audit_entry WHERE action = 'send.refused' AND actor_id = ?",
                        stage.slack().alice().id());
    }

    private String lastReason() {
        return stage.records()
                .texts("SELECT reason FROM audit_entry WHERE action = 'send.refused' ORDER BY entry_id DESC LIMIT 1")
                .get(0);
    }

    private static String many(int count, String domain) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "p" + i + "@" + domain)
                .collect(Collectors.joining("\n"));
    }
}
