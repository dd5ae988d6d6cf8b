package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One modal on somebody's screen. Fields are named by block_id. */
public final class Modal {

    private final OpenView view;
    private final Parts parts;
    private final ModalDeeds deeds;

    Modal(OpenView view, Parts parts, ModalDeeds deeds) {
        this.view = view;
        this.parts = parts;
        this.deeds = deeds;
    }

    public String id() {
        return view.id();
    }

    /** The whole view, as the app would get it. */
    public JsonNode json() {
        return view.json();
    }

    public String title() {
        return Json.text(view.json().path("title"), "text");
    }

    public String callbackId() {
        return Json.text(view.json(), "callback_id");
    }

    public ArrayNode blocks() {
        return view.blocks();
    }

    /** Every text in its blocks, one a line. */
    public String reads() {
        return Words.of(view.blocks());
    }

    /** What stands in red under the fields, by block_id. */
    public Map<String, String> errors() {
        return view.errors();
    }

    /** What stands in red under this field; empty if nothing. */
    public String error(String blockId) {
        return view.errors().getOrDefault(blockId, "");
    }

    /** What the modal says about itself when the app could not be reached; empty if nothing. */
    public String trouble() {
        return view.trouble();
    }

    /** What the field holds: a text, an option's value or a comma-separated list of such; empty if nothing. */
    public String holds(String blockId) {
        JsonNode value = FormState.value(view.field(blockId), view.values());
        Stream<JsonNode> all = value.isArray()
                ? Stream.iterate(0, i -> i < value.size(), i -> i + 1).map(value::get)
                : Stream.of(value);
        return String.join(
                ",",
                all.map(v -> v.isObject() ? Json.text(v, "value") : v.isNull() ? "" : v.asText())
                        .toList());
    }

    /** Types into a text field, or sets a date, user, channel or time. */
    public Modal fill(String blockId, String text) {
        Field field = view.field(blockId);
        view.enter(field, FormState.entered(field, text.isEmpty() ? List.of() : List.of(TextNode.valueOf(text))));
        if (field.isTyped() ? field.dispatchesOn("on_character_entered") : field.dispatches()) {
            deeds.acts(view, field, null);
        }
        return this;
    }

    /** Presses Enter in a text field; only told to the app if the field dispatches. */
    public Answer enter(String blockId) {
        Field field = view.field(blockId);
        return field.dispatchesOn("on_enter_pressed") ? deeds.acts(view, field, null) : Answer.notAsked("");
    }

    /** Types into a type-ahead; returns what it then offers. */
    public List<Option> search(String blockId, String text) {
        return deeds.searches(view, view.field(blockId), text).stream()
                .map(Option::of)
                .toList();
    }

    /** Takes one of the options on offer, by value: the field's own, or those of the last {@link #search}. */
    public Modal pick(String blockId, String value) {
        choose(blockId, value);
        return this;
    }

    /** As {@link #pick}, for one or more values; returns the app's answer if the field dispatches. */
    public Answer choose(String blockId, String... values) {
        Field field = view.field(blockId);
        return deeds.chooses(
                view, field, Stream.of(values).map(v -> offered(field, v)).toList());
    }

    /** Submits with a value that was never offered: for attackers. */
    public Modal forge(String blockId, String value) {
        var option = Json.object().put("value", value);
        option.putObject("text").put("type", "plain_text").put("text", value).put("emoji", true);
        Field field = view.field(blockId);
        view.enter(field, FormState.entered(field, List.of(option)));
        return this;
    }

    /** Presses a button within the modal. */
    public Answer presses(String actionId) {
        Field field = view.fields().stream()
                .filter(f -> f.actionId().equals(actionId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the modal has no " + actionId));
        return deeds.acts(view, field, null);
    }

    /** Presses the submit button. Slack's client checks first; status 0 means that the app was never asked. */
    public Answer submit() {
        return deeds.submits(view);
    }

    /** Submits past the client's checks: for attackers. */
    public Answer submitUnchecked() {
        return deeds.submitsUnchecked(view);
    }

    /** Submits twice at the same moment. */
    public List<Answer> submitTwiceAtOnce() {
        var first = CompletableFuture.supplyAsync(this::submitUnchecked);
        var second = CompletableFuture.supplyAsync(this::submitUnchecked);
        return List.of(first.join(), second.join());
    }

    /** Cancel: this view goes, the one below shows again. */
    public void close() {
        deeds.closes(view);
    }

    /** The X: all views go. */
    public void dismiss() {
        deeds.dismisses(view);
    }

    private JsonNode offered(Field field, String value) {
        boolean isId = field.options().isEmpty() && !field.isExternal();
        if (isId) {
            return TextNode.valueOf(value);
        }
        return view.offered(field).stream()
                .filter(o -> Json.text(o, "value").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        field.blockId() + " does not offer " + value + " but " + view.offered(field)));
    }

    /** Whether this very view is still what the person looks at. */
    public boolean isOnTop() {
        return parts.views().top(view.personId()).filter(top -> top == view).isPresent();
    }
}
