package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.SampleForm.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slack refuses of a field of numbers, and what its client lets nobody submit. */
class NumberRulesTest {

    @Test
    void a_number_input_says_whether_decimals_are_allowed_and_has_its_numbers_as_strings() {
        assertThat(problems(days())).isEmpty();
        assertThat(problems(days().put("initial_value", "90"))).isEmpty();
        assertThat(problems(days().put("is_decimal_allowed", true).put("initial_value", "1.5")))
                .isEmpty();
        refused(without("is_decimal_allowed"), "missing required field: is_decimal_allowed");
        refused(days().put("is_decimal_allowed", "false"), "/is_decimal_allowed");
        refused(days().put("min_value", 1), "/min_value");
        refused(days().put("max_value", "many"), "/max_value");
        refused(days().put("initial_value", "1.5"), "/initial_value");
        refused(days().put("initial_value", "0"), "/initial_value");
        refused(days().put("initial_value", "91"), "/initial_value");
        refused(days().put("min_value", "91"), "/min_value");
        refused(days().put("multiline", true), "invalid additional property: multiline");
    }

    @Test
    void a_number_input_stands_in_inputs_only() {
        ObjectNode block = Json.object().put("type", "actions");
        block.putArray("elements").add(days());
        assertThat(BlockKit.problemsOfMessage(Json.array().add(block)))
                .singleElement()
                .asString()
                .contains("/elements/0/type");
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "14, true",
        "90, true",
        "007, true",
        "0, false",
        "91, false",
        "-1, false",
        "1.5, false",
        "1e2, false",
        "+5, false",
        "٣, false",
        "many, false",
        "99999999999999999999, false"
    })
    void the_client_submits_whole_numbers_within_the_bounds(String typed, boolean taken) {
        assertThat(NumberRules.complaint(days(), typed).isEmpty()).isEqualTo(taken);
    }

    private static ObjectNode days() {
        return Json.object()
                .put("type", "number_input")
                .put("is_decimal_allowed", false)
                .put("min_value", "1")
                .put("max_value", "90");
    }

    private static ObjectNode without(String property) {
        ObjectNode element = days();
        element.remove(property);
        return element;
    }

    private static void refused(ObjectNode element, String why) {
        assertThat(problems(element)).anyMatch(problem -> problem.contains(why));
    }

    private static List<String> problems(ObjectNode element) {
        ArrayNode blocks = Json.array().add(SampleList.input("days", "Days", element));
        return BlockKit.problemsOfView(SampleList.modal("Title", blocks).set("submit", plain("Send")));
    }
}
