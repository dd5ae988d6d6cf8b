package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.SampleForm.mrkdwn;
import static dev.certsend.playground.slack.SampleForm.option;
import static dev.certsend.playground.slack.SampleForm.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Slack refuses of menus, buttons and dates, and what it takes just beside it. */
class ElementRulesTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no options", menu("static_select", 1), menu("static_select", 0), "/options"),
                Arguments.of("no entries", menu("overflow", 1), menu("overflow", 0), "/options"),
                Arguments.of("no radios", menu("radio_buttons", 1), menu("radio_buttons", 0), "/options"),
                Arguments.of("no groups", grouped(1), grouped(0), "/option_groups"),
                Arguments.of("button value", button(2000), button(2001), "/value"),
                Arguments.of("option value", value(75), value(76), "/options/0/value"),
                Arguments.of("placeholder", placeholder(150), placeholder(151), "/placeholder/text"),
                Arguments.of("date", date("2026-12-31"), date("31.12.2026"), "/initial_date"),
                Arguments.of("action_id", named(255), named(256), "/action_id"),
                Arguments.of(
                        "stray property",
                        menu("external_select", 0).put("min_query_length", 0),
                        menu("external_select", 0).put("dispatch_action", true),
                        ""),
                Arguments.of("initial option", initial("One", "v0"), initial("Two", "v0"), "/initial_option"),
                Arguments.of("initial value", initial("One", "v0"), initial("One", "v9"), "/initial_option"),
                Arguments.of("confirm title", asked("title", 100), asked("title", 101), "/confirm/title/text"),
                Arguments.of("confirm text", asked("text", 300), asked("text", 301), "/confirm/text/text"),
                Arguments.of("confirm yes", asked("confirm", 30), asked("confirm", 31), "/confirm/confirm/text"),
                Arguments.of("confirm style", styled("danger"), styled("red"), "/confirm/style"),
                Arguments.of("marks in a menu", menu("static_select", 1), marked(), "/options"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void points_at_what_slack_refuses_of_an_element(String name, JsonNode taken, JsonNode refused, String pointer) {
        assertThat(problems(actions(taken))).as(name).isEmpty();
        assertThat(problems(actions(refused)))
                .as(name)
                .anyMatch(p -> p.contains("[json-pointer:/blocks/0/elements/0" + pointer + "]"));
    }

    @Test
    void an_initial_option_may_name_its_fields_in_another_order() {
        ObjectNode select = menu("static_select", 1);
        ObjectNode turned =
                Json.object().set("text", select.path("options").path(0).path("text"));
        select.set("initial_option", turned.put("value", "v0"));
        assertThat(problems(actions(select))).isEmpty();
    }

    @Test
    void an_initial_option_has_the_description_of_its_option() {
        ObjectNode select = menu("static_select", 1);
        select.set("initial_option", option("One", "v0", "and more"));
        assertThat(problems(actions(select))).singleElement().asString().contains("/initial_option");
    }

    @Test
    void action_ids_are_unique_within_a_block_and_free_between_blocks() {
        JsonNode twice = actions(button(1).put("action_id", "a"), button(1).put("action_id", "a"));
        assertThat(problems(twice)).singleElement().asString().contains("/elements/1/action_id");
        JsonNode one = actions(button(1).put("action_id", "a"));
        assertThat(BlockKit.problemsOfMessage(Json.array().add(one).add(one.deepCopy())))
                .isEmpty();
    }

    @Test
    void an_input_stands_in_modals_only() {
        ArrayNode blocks =
                Json.array().add(SampleList.input("to", "To", Json.object().put("type", "plain_text_input")));
        assertThat(BlockKit.problemsOfMessage(blocks))
                .singleElement()
                .asString()
                .contains("/blocks/0/type");
        ObjectNode view = SampleList.modal("Title", blocks).set("submit", plain("Send"));
        assertThat(BlockKit.problemsOfView(view)).isEmpty();
    }

    @Test
    void a_text_or_a_time_of_a_day_is_no_accessory() {
        for (String type : List.of("plain_text_input", "datetimepicker")) {
            ObjectNode section = Json.object().put("type", "section").set("text", mrkdwn("x"));
            section.set("accessory", Json.object().put("type", type));
            assertThat(problems(section)).singleElement().asString().contains("/accessory/type");
        }
        assertThat(problems(actions(Json.object().put("type", "plain_text_input"))))
                .singleElement()
                .asString()
                .contains("/elements/0/type");
    }

    static Stream<Arguments> refusedOfPeople() {
        return Stream.of(
                Arguments.of("initial_users", people("initial_user", "U0ALICE0001"), ""),
                Arguments.of("no id", people("initial_users", List.of("alice")), "/initial_users/0"),
                Arguments.of("no array", people("initial_users", "U0ALICE0001"), "/initial_users"),
                Arguments.of("no room", people("max_selected_items", 0), "/max_selected_items"),
                Arguments.of("no number", people("max_selected_items", "3"), "/max_selected_items"),
                Arguments.of(
                        "too many",
                        people("initial_users", List.of("U0ALICE0001", "U0BRUNO0002"))
                                .put("max_selected_items", 1),
                        "/initial_users"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedOfPeople")
    void points_at_what_slack_refuses_of_a_picker_of_people(String name, JsonNode refused, String pointer) {
        assertThat(problems(accessory(refused)))
                .as(name)
                .singleElement()
                .asString()
                .contains("[json-pointer:/blocks/0/accessory" + pointer + "]");
    }

    @Test
    void several_people_are_chosen_in_inputs_and_beside_sections_but_in_no_actions_block() {
        ObjectNode taken = people("initial_users", List.of("U0ALICE0001", "W0BRUNO0002"));
        taken.put("max_selected_items", 2).put("action_id", "who").set("placeholder", plain("Anybody"));
        assertThat(problems(accessory(taken))).isEmpty();
        assertThat(problems(accessory(Json.object().put("type", "users_select").put("initial_user", "U0ALICE0001"))))
                .isEmpty();
        ArrayNode blocks = Json.array().add(SampleList.input("who", "Who", taken.put("focus_on_load", true)));
        assertThat(BlockKit.problemsOfView(SampleList.modal("Title", blocks).set("submit", plain("Send"))))
                .isEmpty();
        assertThat(problems(actions(taken))).singleElement().asString().contains("/elements/0/type");
    }

    private static ObjectNode asked(String part, int length) {
        ObjectNode button = button(1);
        ObjectNode confirm = button.putObject("confirm");
        for (String each : List.of("title", "text", "confirm", "deny")) {
            confirm.set(each, plain(each.equals(part) ? "x".repeat(length) : each));
        }
        return button;
    }

    private static ObjectNode styled(String style) {
        ObjectNode button = asked("", 0);
        button.withObject("/confirm").put("style", style);
        return button;
    }

    private static ObjectNode marked() {
        ObjectNode select = menu("static_select", 1);
        ((ObjectNode) select.path("options").path(0)).set("text", mrkdwn("*One*"));
        return select;
    }

    private static ObjectNode accessory(JsonNode element) {
        ObjectNode section = Json.object().put("type", "section").set("text", mrkdwn("x"));
        return section.set("accessory", element);
    }

    private static ObjectNode people(String property, Object value) {
        ObjectNode element = Json.object().put("type", "multi_users_select");
        return element.set(property, new ObjectMapper().valueToTree(value));
    }

    @Test
    void an_answer_to_a_look_up_may_be_empty_but_not_beyond_a_hundred() {
        assertThat(answer(0)).isEmpty();
        assertThat(answer(100)).isEmpty();
        assertThat(answer(101)).singleElement().asString().contains("no more than 100");
    }

    private static List<String> answer(int count) {
        Problems problems = new Problems();
        ElementRules.optionList(problems, "", menu("static_select", count), 0, 100);
        return problems.found();
    }

    private static List<String> problems(JsonNode block) {
        return BlockKit.problemsOfMessage(Json.array().add(block));
    }

    private static ObjectNode actions(JsonNode... elements) {
        ObjectNode block = Json.object().put("type", "actions");
        block.putArray("elements").addAll(List.of(elements));
        return block;
    }

    private static ObjectNode menu(String type, int count) {
        ObjectNode menu = Json.object().put("type", type);
        if (!type.equals("external_select")) {
            ArrayNode options = menu.putArray("options");
            Stream.iterate(0, i -> i < count, i -> i + 1).forEach(i -> options.add(option("One", "v" + i, "")));
        }
        return menu;
    }

    private static ObjectNode grouped(int count) {
        ObjectNode menu = Json.object().put("type", "static_select");
        ArrayNode groups = menu.putArray("option_groups");
        for (int i = 0; i < count; i++) {
            ObjectNode group = groups.addObject();
            group.set("label", plain("Group"));
            group.putArray("options").add(option("One", "v", ""));
        }
        return menu;
    }

    private static ObjectNode value(int length) {
        ObjectNode menu = Json.object().put("type", "static_select");
        menu.putArray("options").add(option("One", "x".repeat(length), ""));
        return menu;
    }

    private static ObjectNode initial(String text, String value) {
        return menu("static_select", 1).set("initial_option", option(text, value, ""));
    }

    private static ObjectNode placeholder(int length) {
        return menu("static_select", 1).set("placeholder", plain("x".repeat(length)));
    }

    private static ObjectNode date(String text) {
        return Json.object().put("type", "datepicker").put("initial_date", text);
    }

    private static ObjectNode named(int length) {
        return button(1).put("action_id", "x".repeat(length));
    }

    private static ObjectNode button(int length) {
        return Json.object()
                .put("type", "button")
                .put("value", "x".repeat(length))
                .set("text", plain("Go"));
    }
}
