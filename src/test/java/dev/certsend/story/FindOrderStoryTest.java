package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import dev.certsend.playground.slack.Option;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One query language, in the picker and behind {@code /cert-orders}, as people and attackers type it. */
@ExtendWith(Story.class)
class FindOrderStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final Member alice;
    private final InMirror mirror;
    private final Unseen unseen;

    FindOrderStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.mirror = new InMirror(stage);
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void slack_took_everything() {
        mirror.close();
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAY.bright",
                "brightwater logistics",
                "bücher",
                "XN--BCHER-KVA",
                "Bücher www",
                "*.example.com",
                "o'leary",
                "O’Leary",
                "org:“Brightwater Logistics”",
                "org:\"brightwater logistics\" sort:name",
                "status:issued type:dv",
                "Status:ISSUED TYPE:EV",
                "type:ov,ev sort:-expires",
                "expires:<30d",
                "expires:<=12w sort:-issued",
                "issued:2020-01-01..",
                "san:www org:example",
                "product:geotrust",
                "container:\"example division\"",
                "order:1193",
                "pay.bright\u200bwater",
                "\u202epay.brightwater\u202c",
                "https://pay.brightwater.example/cart?x=1",
                "status:revoked",
                "status:canceled,rejected"
            })
    void the_list_and_the_picker_find_the_same_in_the_same_order(String typed) {
        List<String> picked = stage.form(alice, Stage.CHANNEL, "").search("order", typed).stream()
                .map(Option::value)
                .limit(10)
                .toList();
        alice.in(Stage.CHANNEL).types("/cert-orders " + typed);
        Message list = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(list.rows("quick_view"))
                .isNotEmpty()
                .containsExactlyElementsOf(
                        picked.stream().map(order -> "row " + order).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour:red|colour:red|status:",
                "type:xv|type:xv|dv ov ev",
                "type:dv,xv|type:dv,xv|dv ov ev",
                "status:lost|status:lost|issued",
                "expires:soon|expires:soon|<30d",
                "expires:2026-13-01|expires:2026-13-01|2026-12",
                "expires:2027-01-31..2026-12-01|expires:2027|2026-12",
                "issued:<30x|issued:<30x|<30d",
                "sort:age|sort:age|-issued",
                "serial:|serial:|",
                "san:\u200b|san:|"
            })
    void a_wrong_qualifier_is_named_with_what_is_allowed(String typed, String named, String allowed) {
        String wanted = allowed == null ? "" : allowed;
        assertThat(stage.form(alice, Stage.CHANNEL, "").search("order", typed))
                .singleElement()
                .satisfies(option ->
                        assertThat(option.text() + option.description()).contains(named, wanted));
        alice.in(Stage.CHANNEL).types("/cert-orders " + typed);
        assertThat(alice.lastEphemeral(Stage.CHANNEL).reads().replace("&lt;", "<"))
                .contains(named, wanted);
        Answer form = alice.in(Stage.CHANNEL).types("/cert-send " + typed + " a@find.example");
        assertThat(form.text().replace("&lt;", "<")).contains(named, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "'; DROP TABLE cert_order; --",
                ".*",
                "^www",
                "(?i)example$",
                "[a-z]+",
                "%",
                "_",
                "\\",
                "$1",
                "{0}",
                "\u202emoc.elpmaxe",
                "<!channel>",
                "`*_~`"
            })
    void signs_of_other_languages_are_mere_signs(String typed) {
        alice.in(Stage.CHANNEL).types("/cert-orders " + typed);
        Message list = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(list.reads()).contains("No order matches").doesNotContain("<!channel>");
        assertThat(list.text()).doesNotContain("<!channel>");
        assertThat(stage.records().number("SELECT count(*) FROM cert_order")).isGreaterThanOrEqualTo(200);
    }

    @Test
    void three_thousand_characters_are_too_many_everywhere() {
        String typed = "shop " + "ex".repeat(1500);
        assertThat(stage.form(alice, Stage.CHANNEL, "").search("order", typed))
                .singleElement()
                .satisfies(option -> assertThat(option.text()).contains("too long"));
        alice.in(Stage.CHANNEL).types("/cert-orders " + typed);
        assertThat(alice.lastEphemeral(Stage.CHANNEL).reads()).contains("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u202e\u200f", "\"\"", "“”", "\u00a0\u3000", "\u200b\u200b \u2060"})
    void what_cannot_be_seen_asks_for_nothing(String typed) {
        alice.in(Stage.CHANNEL).types("/cert-orders " + typed);
        assertThat(alice.lastEphemeral(Stage.CHANNEL).rows("quick_view")).hasSize(10);
        assertThat(stage.form(alice, Stage.CHANNEL, "").search("order", typed)).hasSizeGreaterThan(10);
    }

    @Test
    void what_can_be_sent_comes_first_whatever_it_is_sorted_by() {
        for (String sort : List.of("name", "-name", "expires", "-expires", "issued", "-issued")) {
            List<String> seconds =
                    stage
                            .form(alice, Stage.CHANNEL, "")
                            .search("order", "leaked sort:" + sort + " brightwater")
                            .stream()
                            .map(Option::description)
                            .toList();
            assertThat(seconds).as(sort).isNotEmpty();
            List<String> all =
                    stage.form(alice, Stage.CHANNEL, "").search("order", "org:brightwater sort:" + sort).stream()
                            .map(Option::description)
                            .map(each -> each.contains("until") ? "sendable" : "other")
                            .toList();
            assertThat(all).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        }
    }

    @Test
    void nothing_typed_offers_what_was_sent_lately_and_then_the_newest() {
        Member chen = stage.slack().chen();
        LocalOrder order = stage.freshOrder();
        stage.send(stage.filled(chen, "#general", order, "lately@find.example", "attachment"));
        await().until(() -> stage.records().number("SELECT count(*) FROM send WHERE requester_id = ?", chen.id()) > 0);
        List<Option> offered = stage.form(chen, "#general", "").search("order", "");
        assertThat(offered.get(0).value()).isEqualTo(Long.toString(order.id()));
        assertThat(offered).extracting(Option::value).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(stage.form(alice, Stage.CHANNEL, "").search("order", ""))
                .extracting(Option::value)
                .hasSizeGreaterThan(20);
    }

    @Test
    void an_option_is_the_name_and_below_it_number_validity_and_product() {
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        assertThat(stage.form(alice, Stage.CHANNEL, "").search("order", "pay.brightwater.example"))
                .singleElement()
                .satisfies(option -> {
                    assertThat(option.text()).isEqualTo("pay.brightwater.example");
                    assertThat(option.description())
                            .contains(
                                    Long.toString(order.id()),
                                    "until",
                                    order.product().title());
                });
    }

    @Test
    void names_of_any_length_none_at_all_and_hostile_ones_are_offered_within_slacks_limits() {
        String longest = "a".repeat(60) + ("." + "b".repeat(60)).repeat(3) + ".example";
        mirror.issued(longest, List.of(longest), "Findme " + "<!channel> *`&`* ".repeat(20), 40);
        long nameless = mirror.issued("", List.of(), "Findme Nobody", 40);
        mirror.issued("😀".repeat(60), List.of("😀".repeat(60)), "Findme 😀", 40);
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        List<Option> found = form.search("order", "org:findme");
        assertThat(found).hasSize(3);
        assertThat(found).extracting(Option::text).contains(Long.toString(nameless));
        // Each in a form of its own: what a form offers is gone when it is brought up to date after a choice.
        for (Option option : found) {
            Modal fresh = stage.form(alice, Stage.CHANNEL, "");
            fresh.search("order", "org:findme");
            fresh.pick("order", option.value());
        }
        alice.in(Stage.CHANNEL).types("/cert-orders org:findme");
        Message list = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(list.rows("quick_view")).hasSize(3);
        assertThat(list.reads()).doesNotContain("<!channel>");
    }

    @Test
    void filters_are_kept_when_the_picker_asks_whatever_the_views_state_says() throws Exception {
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        form.choose(bar(form), "form_status", "revoked");
        await().until(() -> bar(form).contains("status:revoked"));
        assertThat(form.search("order", "")).isNotEmpty().allSatisfy(option -> assertThat(option.description())
                .contains("revoked"));
        ObjectNode asked = asked();
        ((ObjectNode) asked.path("view")).putObject("state").putObject("values");
        Answer without = new Forger(stage.world()).postsPayload(asked.toString());
        assertThat(without.json().path("options")).isNotEmpty();
        assertThat(without.body()).doesNotContain("until");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "garbage",
                "[]",
                "{\"query\":7}",
                "{\"query\":{}}",
                "{\"query\":null}",
                "{\"query\":\"colour:red\"}",
                "{\"query\":\"sort:'; DROP TABLE send\"}",
                "{\"origin\":5,\"query\":[\"status:revoked\"]}"
            })
    void metadata_that_is_not_ours_filters_nothing_and_breaks_nothing(String forged) throws Exception {
        stage.form(alice, Stage.CHANNEL, "").search("order", "pay.brightwater.example");
        ObjectNode asked = asked();
        ((ObjectNode) asked.path("view")).put("private_metadata", forged);
        Answer answer = new Forger(stage.world()).postsPayload(asked.toString());
        assertThat(answer.isAck()).isTrue();
        assertThat(answer.json().path("options")).hasSize(1);
    }

    @Test
    void two_drop_downs_used_in_one_breath_both_count() throws Exception {
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        String bar = bar(form);
        form.choose(bar, "form_status", "issued");
        await().until(() -> bar(form).contains("status:issued"));
        // The second click was made before the form was brought up to date: its metadata is as it was, its state has
        // both.
        ObjectNode second = (ObjectNode) JSON.readTree(new Forger(stage.world()).last("block_actions"));
        ObjectNode view = (ObjectNode) second.path("view");
        ObjectNode values = (ObjectNode) view.path("state").path("values").path(bar);
        values.putObject("form_type")
                .put("type", "static_select")
                .putObject("selected_option")
                .put("value", "ev");
        ObjectNode action = (ObjectNode) second.path("actions").path(0);
        action.put("action_id", "form_type").putObject("selected_option").put("value", "ev");
        assertThat(new Forger(stage.world()).postsPayload(second.toString()).isAck())
                .isTrue();
        await().until(() -> bar(form).contains("type:ev"));
        assertThat(bar(form)).contains("status:issued");
    }

    @Test
    void more_filters_lie_above_the_form_and_what_was_typed_below_stays() {
        Modal form = stage.form(alice, Stage.CHANNEL, "").fill("recipients", "kept@find.example");
        form.presses("form_more_filters");
        await().until(() -> alice.modal().callbackId().equals("form_filters"));
        Modal advanced = alice.modal();
        assertThat(advanced.stackDepth()).isEqualTo(2);
        advanced.fill("org", "brightwater").fill("words", "type:ev").fill("expires_from", "2020-01-01");
        assertThat(advanced.submit().isAck()).isTrue();
        await().until(() -> bar(form).contains("org:brightwater"));
        assertThat(bar(form)).contains("type:ev", "expires:2020-01-01..");
        assertThat(form.holds("recipients")).isEqualTo("kept@find.example");
        assertThat(form.search("order", "pay")).extracting(Option::text).contains("pay.brightwater.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expires:2026-12..2027-01",
                "expires:2026-12-01...2027-01-31",
                "expires:<45d",
                "issued:2026-01",
                "expires:2026-12-01..2027-01-31",
                "product:geotrust",
                "container:exam"
            })
    void more_filters_opened_and_shown_again_change_nothing(String typed) {
        Modal form = stage.form(alice, Stage.CHANNEL, typed);
        String before = bar(form);
        form.presses("form_more_filters");
        await().until(() -> alice.modal().callbackId().equals("form_filters"));
        int updates = stage.slack().calls("views.update").size();
        assertThat(alice.modal().submit().isAck()).isTrue();
        await().until(() -> stage.slack().calls("views.update").size() > updates);
        form.choose(bar(form), "form_sort", "name");
        await().until(() -> bar(form).contains("sort:name"));
        assertThat(bar(form)).isEqualTo(before + " sort:name");
    }

    @ParameterizedTest
    @CsvSource({
        "san,\u200b,san",
        "serial,::,serial",
        "words,colour:red,words",
        "words,type:xv,words",
        "words,expires:soon,words",
        "expires_from,9999-12-31,"
    })
    void what_the_advanced_search_cannot_read_is_told_under_its_field(String field, String typed, String wrong) {
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        form.presses("form_more_filters");
        await().until(() -> alice.modal().callbackId().equals("form_filters"));
        Modal advanced = alice.modal().fill(field, typed);
        assertThat(advanced.submit().isAck()).isTrue();
        if (wrong != null) {
            assertThat(advanced.errors()).containsOnlyKeys(wrong);
        }
        assertThat(advanced.trouble()).isEmpty();
    }

    @Test
    void days_in_the_wrong_order_are_told_under_the_second() {
        stage.form(alice, Stage.CHANNEL, "").presses("form_more_filters");
        await().until(() -> alice.modal().callbackId().equals("form_filters"));
        Modal advanced = alice.modal().fill("expires_from", "2027-01-31").fill("expires_to", "2026-12-01");
        assertThat(advanced.submit().isAck()).isTrue();
        assertThat(advanced.error("expires_to")).contains("before the first");
    }

    @Test
    void a_command_line_may_hold_qualifiers_with_commas_and_quotes() {
        Modal form = stage.form(alice, Stage.CHANNEL, "status:canceled,rejected org:\"example org\" ann@find.example");
        assertThat(bar(form)).contains("status:canceled,rejected", "org:\"example org\"");
        assertThat(form.holds("recipients")).isEqualTo("ann@find.example");
    }

    @Test
    void the_exact_name_names_an_order_in_any_case_and_in_both_forms() {
        mirror.issued("Exact.Find.Example", List.of("exact.find.example"), null, 40);
        mirror.issued("not.exact.find.example", List.of("not.exact.find.example"), null, 40);
        assertThat(stage.form(alice, Stage.CHANNEL, "EXACT.find.example").holds("order"))
                .isEqualTo("9100001");
        LocalOrder books = stage.world().certCentral().order("www.bücher.example");
        assertThat(stage.form(alice, Stage.CHANNEL, "www.xn--bcher-kva.example ann@find.example")
                        .holds("order"))
                .isEqualTo(Long.toString(books.id()));
    }

    @Test
    void french_words_fit_wherever_a_query_is_wrong_or_filters_stand() {
        Member bruno = stage.slack().bruno();
        Modal form = stage.form(bruno, "#general", "expires:<45d org:brightwater");
        for (String typed :
                List.of("couleur:rouge", "type:xv", "status:perdu", "expires:bientot", "sort:age", "org:")) {
            assertThat(form.search("order", typed)).hasSize(1);
        }
        form.presses("form_more_filters");
        await().until(() -> bruno.modal().callbackId().equals("form_filters"));
        bruno.modal().fill("words", "couleur:rouge").submit();
        assertThat(bruno.modal().error("words")).contains("couleur:rouge");
        bruno.modal().close();
        for (String status : List.of("any", "issued", "expired", "revoked", "reissue_pending")) {
            form.choose(bar(form), "form_status", status);
            await().until(() -> bar(form).contains("status:" + status) || status.equals("any"));
        }
    }

    private ObjectNode asked() throws Exception {
        return (ObjectNode) JSON.readTree(new Forger(stage.world()).last("block_suggestion"));
    }

    private static String bar(Modal form) {
        return form.rows("form_status").get(0);
    }
}
