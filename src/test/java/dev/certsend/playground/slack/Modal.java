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

    /** Every text in its blocks, one a line; of a closed menu only what is chosen. */
    public String reads() {
        return Words.of(view.blocks(), view.values());
    }

    /** Every text in one of its blocks, one a line. */
    public String reads(String blockId) {
        return Rows.reads(view.blocks(), view.values(), blockId);
    }

    /** The block_ids that offer this action, in reading order: where each row of a list has the same button. */
    public List<String> rows(String actionId) {
        return Rows.offering(view.blocks(), actionId);
    }

    /** The block_id of the first such row at or after the block that reads these words. */
    public String row(String words, String actionId) {
        return Rows.find(view.blocks(), words, actionId);
    }

    public boolean offers(String actionId) {
        return view.fields().stream().anyMatch(f -> f.actionId().equals(actionId));
    }

    /** How many views lie on the person's screen, this one and those below it included: three at most. */
    public int stackDepth() {
        return parts.views().height(view.personId());
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
        return holds(view.field(blockId));
    }

    /** As {@link #holds(String)}, in a block with several elements. */
    public String holds(String blockId, String actionId) {
        return holds(view.field(blockId, actionId));
    }

    private String holds(Field field) {
        JsonNode value = FormState.value(field, view.values());
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
        return fill(view.field(blockId), text);
    }

    /** As {@link #fill(String, String)}, in a block with several elements. */
    public Modal fill(String blockId, String actionId, String text) {
        return fill(view.field(blockId, actionId), text);
    }

    private Modal fill(Field field, String text) {
        view.enter(field, FormState.entered(field, text.isEmpty() ? List.of() : List.of(field.entry(text))));
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
        return search(view.field(blockId), text);
    }

    /** As {@link #search(String, String)}, in a block with several elements. */
    public List<Option> search(String blockId, String actionId, String text) {
        return search(view.field(blockId, actionId), text);
    }

    private List<Option> search(Field field, String text) {
        return deeds.searches(view, field, text).stream().map(Option::of).toList();
    }

    /** Takes one of the options on offer, by value: the field's own, or those of the last {@link #search}. */
    public Modal pick(String blockId, String value) {
        choose(blockId, value);
        return this;
    }

    /** As {@link #pick}, for one or more values; returns the app's answer if the field dispatches. */
    public Answer choose(String blockId, String... values) {
        return choose(view.field(blockId), values);
    }

    /** Chooses in one of several elements of a block. Where the block has no such action_id, both are values. */
    public Answer choose(String blockId, String actionId, String value) {
        return view.find(blockId, actionId)
                .map(field -> choose(field, value))
                .orElseGet(() -> choose(view.field(blockId), actionId, value));
    }

    private Answer choose(Field field, String... values) {
        List<JsonNode> chosen = Stream.of(values).map(v -> offered(field, v)).toList();
        return field.isOverflow() ? deeds.acts(view, field, chosen.get(0)) : deeds.chooses(view, field, chosen);
    }

    /** Chooses people by name or id, in place of those chosen before; returns the app's answer if the field dispatches. */
    public Answer choosesPeople(String blockId, String... namesOrIds) {
        return deeds.choosesPeople(view, view.field(blockId), List.of(namesOrIds));
    }

    /** Puts user ids into a picker of people that it never offered: for attackers. */
    public Modal forgePeople(String blockId, String... userIds) {
        Field field = view.field(blockId);
        view.enter(
                field,
                FormState.entered(
                        field, Stream.of(userIds).map(TextNode::valueOf).toList()));
        return this;
    }

    /** Submits with a value that was never offered: for attackers. */
    public Modal forge(String blockId, String value) {
        var option = Json.object().put("value", value);
        option.putObject("text").put("type", "plain_text").put("text", value).put("emoji", true);
        Field field = view.field(blockId);
        view.enter(field, FormState.entered(field, List.of(option)));
        return this;
    }

    /** Presses the first button of this action_id within the modal. */
    public Answer presses(String actionId) {
        return view.fields().stream()
                .filter(f -> f.actionId().equals(actionId))
                .findFirst()
                .map(this::press)
                .orElseThrow(() -> new AssertionError("the modal has no " + actionId));
    }

    /** Presses the button in this block, where several have the same action_id. */
    public Answer presses(String blockId, String actionId) {
        return press(view.field(blockId, actionId));
    }

    private Answer press(Field field) {
        if (!field.isButton()) {
            throw new AssertionError(field.actionId() + " is no button but a " + field.type());
        }
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
        if (field.takesAnyValue()) {
            return field.entry(value);
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
