package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.SampleForm.mrkdwn;
import static dev.certsend.playground.slack.SampleForm.option;
import static dev.certsend.playground.slack.SampleForm.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockKitTest {

    /** What stands just within a limit, what stands just beyond it, and where Slack points. */
    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("section text", section(x(3000)), section(x(3001)), "/blocks/0/text/text"),
                Arguments.of("field", fields(10, 2000), fields(1, 2001), "/blocks/0/fields/0/text"),
                Arguments.of("fields", fields(10, 1), fields(11, 1), "/blocks/0/fields"),
                Arguments.of("header", header(150), header(151), "/blocks/0/text/text"),
                Arguments.of("buttons", buttons(25, 75), buttons(26, 75), "/blocks/0/elements"),
                Arguments.of("button text", buttons(1, 75), buttons(1, 76), "/blocks/0/elements/0/text/text"),
                Arguments.of("context", context(10), context(11), "/blocks/0/elements"),
                Arguments.of("options", select(100, 75), select(101, 75), "/blocks/0/accessory/options"),
                Arguments.of("option text", select(1, 75), select(1, 76), "/blocks/0/accessory/options/0/text/text"),
                Arguments.of(
                        "radios",
                        choices("radio_buttons", 10),
                        choices("radio_buttons", 11),
                        "/blocks/0/accessory/options"),
                Arguments.of("overflow", choices("overflow", 5), choices("overflow", 6), "/blocks/0/accessory/options"),
                Arguments.of(
                        "block_id",
                        section("x").put("block_id", x(255)),
                        section("x").put("block_id", x(256)),
                        "/blocks/0/block_id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void takes_what_is_within_a_limit_and_points_at_what_is_beyond(
            String name, JsonNode within, JsonNode beyond, String pointer) {
        assertThat(BlockKit.problemsOfMessage(list(within))).as(name).isEmpty();
        assertThat(BlockKit.problemsOfMessage(list(beyond)))
                .as(name)
                .anyMatch(p -> p.contains("[json-pointer:" + pointer + "]"));
    }

    @Test
    void an_option_value_is_held_to_75() {
        ObjectNode select = Json.object().put("type", "static_select");
        select.putArray("options").add(option("One", x(76), ""));
        assertThat(BlockKit.problemsOfMessage(list(accessory(select))))
                .singleElement()
                .asString()
                .contains("/options/0");
    }

    @Test
    void a_message_takes_fifty_blocks_and_a_modal_a_hundred() {
        ObjectNode view = view();
        ArrayNode blocks = view.putArray("blocks");
        Stream.generate(() -> section("x")).limit(100).forEach(blocks::add);
        assertThat(BlockKit.problemsOfView(view)).isEmpty();
        assertThat(BlockKit.problemsOfMessage(blocks))
                .singleElement()
                .asString()
                .contains("no more than 50");
        blocks.add(section("x"));
        assertThat(BlockKit.problemsOfView(view)).singleElement().asString().contains("no more than 100");
    }

    @Test
    void block_ids_are_unique() {
        ArrayNode twice =
                list(section("x").put("block_id", "a")).add(section("y").put("block_id", "a"));
        assertThat(BlockKit.problemsOfMessage(twice)).singleElement().asString().contains("/blocks/1/block_id");
    }

    @Test
    void a_form_needs_a_submit_button() {
        ObjectNode view = SampleForm.view("C1", false);
        assertThat(BlockKit.problemsOfView(view)).isEmpty();
        view.remove("submit");
        assertThat(BlockKit.problemsOfView(view)).singleElement().asString().contains("submit");
    }

    @Test
    void a_title_has_24_characters_and_metadata_3000() {
        ObjectNode view = view().put("private_metadata", x(3000));
        assertThat(BlockKit.problemsOfView(view)).isEmpty();
        view.put("private_metadata", x(3001)).set("title", plain(x(25)));
        assertThat(BlockKit.problemsOfView(view)).hasSize(2).anyMatch(p -> p.contains("/view/title/text"));
    }

    @Test
    void a_view_is_refused_for_what_slack_does_not_know() {
        assertThat(BlockKit.problemsOfView(view().put("colour", "red")))
                .singleElement()
                .asString()
                .contains("colour");
        ObjectNode email = Json.object().put("type", "email_text_input");
        assertThat(BlockKit.problemsOfMessage(list(accessory(email))))
                .singleElement()
                .asString()
                .contains("unsupported");
    }

    @Test
    void a_label_takes_no_mark_up_and_an_image_needs_its_words() {
        ObjectNode header = header(1);
        header.set("text", mrkdwn("*x*"));
        assertThat(BlockKit.problemsOfMessage(list(header)))
                .singleElement()
                .asString()
                .contains("plain_text");
        ObjectNode image = Json.object().put("type", "image").put("image_url", "https://example.com/x.png");
        assertThat(BlockKit.problemsOfMessage(list(image)))
                .singleElement()
                .asString()
                .contains("alt_text");
    }

    private static ObjectNode view() {
        ObjectNode view = Json.object().put("type", "modal");
        view.putArray("blocks");
        return view.set("title", plain("Title"));
    }

    private static String x(int times) {
        return "x".repeat(times);
    }

    private static ArrayNode list(JsonNode block) {
        return Json.array().add(block);
    }

    private static ObjectNode section(String text) {
        return Json.object().put("type", "section").set("text", mrkdwn(text));
    }

    private static ObjectNode header(int length) {
        return Json.object().put("type", "header").set("text", plain(x(length)));
    }

    private static ObjectNode fields(int count, int length) {
        return with(
                "section",
                "fields",
                Stream.generate(() -> mrkdwn(x(length))).limit(count).toList());
    }

    private static ObjectNode context(int count) {
        return with(
                "context",
                "elements",
                Stream.generate(() -> mrkdwn("x")).limit(count).toList());
    }

    private static ObjectNode buttons(int count, int length) {
        return with(
                "actions",
                "elements",
                Stream.generate(() -> {
                            ObjectNode button = Json.object().put("type", "button");
                            return button.<ObjectNode>set("text", plain(x(length)));
                        })
                        .limit(count)
                        .toList());
    }

    private static ObjectNode select(int count, int length) {
        return choices("static_select", count, length);
    }

    private static ObjectNode choices(String type, int count) {
        return choices(type, count, 5);
    }

    private static ObjectNode choices(String type, int count, int length) {
        ObjectNode element = Json.object().put("type", type);
        ArrayNode options = element.putArray("options");
        Stream.iterate(0, i -> i < count, i -> i + 1).forEach(i -> options.add(option(x(length), "v" + i, "")));
        return accessory(element);
    }

    private static ObjectNode accessory(ObjectNode element) {
        return section("x").set("accessory", element);
    }

    private static ObjectNode with(String type, String name, List<ObjectNode> children) {
        ObjectNode block = Json.object().put("type", type);
        block.putArray(name).addAll(children);
        return block;
    }
}
