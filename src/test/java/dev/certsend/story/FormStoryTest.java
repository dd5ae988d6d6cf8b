package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Modal;
import dev.certsend.playground.slack.Option;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /cert-send} makes of what stands behind it, and what the picker offers. */
@ExtendWith(Story.class)
class FormStoryTest {
    private final Stage stage;

    FormStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void the_form_has_the_four_fields_and_three_modes_of_the_contract() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        assertThat(form.callbackId()).isEqualTo("send_certificate");
        assertThat(form.blocks().findValuesAsText("block_id"))
                .containsSubsequence("order", "recipients", "mode", "message");
        assertThat(block(form, "mode").findValuesAsText("value")).contains("attachment", "plaintext", "downloadlink");
        assertThat(block(form, "message").path("optional").asBoolean()).isTrue();
    }

    private static JsonNode block(Modal form, String id) {
        return StreamSupport.stream(form.blocks().spliterator(), false)
                .filter(block -> block.path("block_id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void words_that_name_one_order_and_several_addresses_fill_the_form() {
        Modal form = stage.form(
                stage.slack().alice(), Stage.CHANNEL, "pay.brightwater.example anna@pre.example, bob@pre.example");
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
        assertThat(form.holds("recipients")).contains("anna@pre.example").contains("bob@pre.example");
        stage.send(form);
        assertThat(stage.mailTo("bob@pre.example").parsed().attachments()).hasSize(1);
    }

    @Test
    void an_order_number_fills_the_form() {
        LocalOrder order = stage.freshOrder();
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, Long.toString(order.id()));
        assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
        assertThat(form.holds("recipients")).isEmpty();
    }

    @Test
    void the_full_name_of_an_order_names_it_even_where_longer_names_contain_it() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "shop.example.com anna@exact.example");
        LocalOrder order = stage.world().certCentral().order("shop.example.com");
        assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
    }

    @Test
    void an_address_that_slack_made_a_link_is_an_address() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "pay.brightwater.example dora@pre.example");
        assertThat(form.holds("recipients")).isEqualTo("dora@pre.example");
    }

    @Test
    void words_that_name_several_orders_leave_the_choice_to_the_person() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "brightwater anna@pre.example");
        assertThat(form.holds("order")).isEmpty();
        assertThat(form.holds("recipients")).isEqualTo("anna@pre.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "HELP", "?", " help "})
    void help_shows_the_usage_to_the_asker_alone(String typed) {
        Answer answer = stage.slack().alice().in(Stage.CHANNEL).types("/cert-send " + typed);
        assertThat(answer.json().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(answer.text()).contains("/cert-send shop.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qwertzuiop asdf",
                "%",
                "_______",
                "\\",
                "' OR 1=1 --",
                "999999999999999999999999999999",
                "🧨🧨🧨",
                "<!channel>",
                "\u0000",
                "nothing\u0000here"
            })
    void gibberish_gets_usage_and_no_form(String typed) {
        var alice = stage.slack().alice();
        if (alice.hasModal()) {
            alice.modal().dismiss();
        }
        Answer answer = alice.in(Stage.CHANNEL).types("/cert-send " + typed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(answer.text()).contains("/cert-send shop.example.com").doesNotContain("<!channel>");
        assertThat(alice.hasModal()).isFalse();
    }

    @Test
    void a_novel_behind_the_command_is_no_trouble() {
        Answer answer = stage.slack().alice().in(Stage.CHANNEL).types("/cert-send " + "word ".repeat(2000));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("/cert-send shop.example.com");
    }

    @Test
    void the_picker_finds_by_any_part_of_name_number_organization_and_serial() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        String number = Long.toString(order.id());
        for (String typed : List.of(
                "PAY.bright",
                number.substring(2),
                "brightwater logistics pay",
                order.certificate().serial().substring(4, 20).toLowerCase(java.util.Locale.ROOT))) {
            assertThat(form.search("order", typed))
                    .as(typed)
                    .extracting(Option::value)
                    .contains(number);
        }
        assertThat(form.search("order", "bücher")).isNotEmpty();
        assertThat(form.search("order", "")).hasSizeGreaterThanOrEqualTo(40).hasSizeLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "nothing\u0000here", "\ud83e", "zzzzzzzzzz", "'; DROP TABLE send; --"})
    void the_picker_answers_anything_with_a_list(String typed) {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        int before = stage.slack().complaints().size();
        assertThat(form.search("order", typed)).isEmpty();
        assertThat(form.search("order", typed.repeat(300)))
                .singleElement()
                .satisfies(option -> assertThat(option.text()).contains("too long"));
        assertThat(stage.slack().complaints()).hasSize(before);
    }

    @Test
    void the_picker_shows_which_orders_cannot_be_sent_after_those_that_can() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        List<Option> found = form.search("order", "example.com product:geotrust");
        List<String> names = found.stream().map(Option::text).toList();
        assertThat(names.indexOf("shop.example.com")).isLessThan(names.indexOf("old.example.com"));
        assertThat(found)
                .filteredOn(o -> o.text().equals("old.example.com"))
                .allSatisfy(o -> assertThat(o.description()).contains("expired"));
    }

    @Test
    void the_fingerprint_comes_though_a_mode_was_chosen_meanwhile() {
        LocalOrder order = stage.freshOrder();
        String number = Long.toString(order.id());
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        assertThat(form.search("order", number)).isNotEmpty();
        stage.slack().faults().slow(Duration.ofSeconds(1));
        try {
            form.pick("order", number).pick("mode", "plaintext");
            await().until(() -> !form.offers("format"));
            Pattern fingerprint = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            await("fingerprint").until(() -> fingerprint.matcher(form.reads()).find());
        } finally {
            stage.slack().faults().up();
        }
    }
}
