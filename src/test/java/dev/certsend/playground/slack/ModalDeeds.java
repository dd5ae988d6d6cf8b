package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people do in modals: told to the app, and its answer shown. Both the driver and the page go through here. */
final class ModalDeeds {

    private final Parts parts;
    private final Payloads payloads;
    private final Deeds deeds;

    ModalDeeds(Parts parts, Deeds deeds) {
        this.parts = parts;
        this.payloads = new Payloads(parts);
        this.deeds = deeds;
    }

    /** Type-ahead: asked only when enough was typed, as Slack's client does. */
    List<JsonNode> searches(OpenView view, Field field, String typed) {
        if (typed.length() < field.element().path("min_query_length").asInt(3)) {
            return List.of();
        }
        Answer answer = parts.app().payload(payloads.suggestion(who(view), view, field, typed));
        List<JsonNode> options = deeds.offered(answer);
        view.offer(field, options);
        return options;
    }

    /** A choice; the app hears of it at once if the element dispatches. */
    Answer chooses(OpenView view, Field field, List<? extends JsonNode> chosen) {
        view.enter(field, FormState.entered(field, chosen));
        return field.dispatches() ? acts(view, field, null) : Answer.notAsked("");
    }

    /** People chosen, in place of those chosen before; each by name or id, and among those on offer. */
    Answer choosesPeople(OpenView view, Field field, List<String> namesOrIds) {
        if (!field.isOfPeople() || namesOrIds.size() > field.most()) {
            throw new AssertionError(field.blockId() + " is a " + field.type() + " for at most " + field.most());
        }
        List<TextNode> chosen = namesOrIds.stream().map(this::offered).toList();
        return chooses(view, field, chosen);
    }

    private TextNode offered(String nameOrId) {
        return parts.workspace().offered().stream()
                .filter(p -> p.name().equals(nameOrId) || p.id().equals(nameOrId))
                .findFirst()
                .map(p -> TextNode.valueOf(p.id()))
                .orElseThrow(() -> new AssertionError("nobody on offer is called " + nameOrId));
    }

    Answer acts(OpenView view, Field field, @Nullable JsonNode chosen) {
        Answer answer = parts.app().payload(payloads.action(who(view), view, field, chosen));
        if (answer.isAck()) {
            return answer;
        }
        view.show(view.errors(), Deeds.TROUBLE);
        parts.changes().happened();
        return answer.showing(Deeds.TROUBLE);
    }

    /** Submits, unless Slack's client itself finds a field wanting. */
    Answer submits(OpenView view) {
        Map<String, String> complaints = view.complaints();
        if (!complaints.isEmpty()) {
            view.show(complaints, "");
            parts.changes().happened();
            return Answer.notAsked(String.join("\n", complaints.values()));
        }
        return submitsUnchecked(view);
    }

    Answer submitsUnchecked(OpenView view) {
        return answered(view, parts.app().payload(payloads.submission(who(view), view)));
    }

    private Answer answered(OpenView view, Answer answer) {
        if (!answer.isAck()) {
            return trouble(view, answer);
        }
        if (!parts.views().shows(view)) {
            // Closed since, by the answer to a second press: nothing is left to show.
            return answer;
        }
        if (answer.body().isBlank()) {
            parts.views().close(view);
            return answer;
        }
        try {
            return obeyed(view, answer, (ObjectNode) Json.parse(answer.body()));
        } catch (SlackError | IllegalArgumentException | ClassCastException e) {
            parts.complaints().add(String.valueOf(e.getMessage()));
            return trouble(view, answer);
        }
    }

    private Answer obeyed(OpenView view, Answer answer, ObjectNode body) {
        switch (Json.text(body, "response_action")) {
            case "errors" -> {
                return errors(view, answer, body.path("errors"));
            }
            case "update" -> parts.views().update(v -> v == view, "", body.path("view"));
            case "push" -> parts.views().push(view.personId(), view.id(), body.path("view"));
            case "clear" -> parts.views().closeAll(view.personId());
            case "" -> parts.views().close(view);
            default -> throw new SlackError("unknown response_action");
        }
        return answer;
    }

    /** Errors show only under input blocks; Slack drops the others without a word. */
    private Answer errors(OpenView view, Answer answer, JsonNode errors) {
        Set<String> inputs = view.fields().stream()
                .filter(Field::isInput)
                .map(Field::blockId)
                .collect(Collectors.toSet());
        Map<String, String> shown = new HashMap<>();
        errors.properties().forEach(error -> {
            if (inputs.contains(error.getKey())) {
                shown.put(error.getKey(), error.getValue().asText());
            } else {
                parts.complaints().add("error for a block that is no input: " + error.getKey());
            }
        });
        view.show(shown, shown.isEmpty() ? Deeds.TROUBLE : "");
        parts.changes().happened();
        return answer.showing(String.join("\n", shown.values()));
    }

    private Answer trouble(OpenView view, Answer answer) {
        view.show(Map.of(), Deeds.TROUBLE);
        parts.changes().happened();
        return answer.showing(Deeds.TROUBLE);
    }

    /** Cancel or Escape: the topmost view goes. */
    void closes(OpenView view) {
        parts.views().close(view);
        if (view.notifiesOnClose()) {
            parts.app().payload(payloads.closed(who(view), view, false));
        }
    }

    /** The X: the whole stack goes, and the app hears of its root. */
    void dismisses(OpenView top) {
        OpenView root = top.root();
        parts.views().closeAll(top.personId());
        if (root.notifiesOnClose()) {
            parts.app().payload(payloads.closed(who(root), root, true));
        }
    }

    private Person who(OpenView view) {
        return parts.workspace().person(view.personId()).orElseThrow();
    }
}
