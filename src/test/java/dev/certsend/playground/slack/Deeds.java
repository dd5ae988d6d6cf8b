package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do with messages and commands: told to the app, and its answer shown. Both the driver and the page go through here. */
final class Deeds {

    static final String TROUBLE = "We had some trouble connecting. Try again?";

    private final Parts parts;
    private final Payloads payloads;

    Deeds(Parts parts) {
        this.parts = parts;
        this.payloads = new Payloads(parts);
    }

    /** A line in the message box: a command if it begins with a slash, or else a message. */
    Answer types(Person who, Conversation where, String line) {
        String text = line.strip();
        if (!text.startsWith("/")) {
            parts.workspace().post(where, Draft.plain(who.id(), Typed.marked(text, parts.workspace())));
            return Answer.notAsked("");
        }
        String command = text.split("\\s", 2)[0];
        boolean known = parts.commands().isEmpty() || hint(command) != null;
        if (!known || who.kind() == Person.Kind.STRANGER) {
            return shown(who, where, Answer.notAsked(command + " is not a valid command."));
        }
        return commands(who, where, text);
    }

    /** Sends the command whether or not Slack's client would offer it to this person. */
    Answer commands(Person who, Conversation where, String line) {
        String[] words = line.strip().split("\\s", 2);
        String text = words.length > 1 ? words[1].strip() : "";
        CommandHint hint = hint(words[0]);
        boolean escape = hint != null && hint.shouldEscape();
        String sent = escape ? Typed.marked(text, parts.workspace()) : Typed.escaped(text);
        Answer answer = parts.app().form(payloads.command(who, where, words[0], sent));
        if (answer.status() == 0) {
            return shown(who, where, answer.showing(words[0] + " failed because the app did not respond."));
        }
        if (!answer.isAck()) {
            return shown(who, where, answer.showing(words[0] + " failed with the error \"dispatch_failed\""));
        }
        return answered(who, where, line.strip(), answer);
    }

    private Answer answered(Person who, Conversation where, String line, Answer answer) {
        if (answer.body().isBlank()) {
            return answer;
        }
        JsonNode body =
                Json.parseObject(answer.body()).orElseGet(() -> Json.object().put("text", answer.body()));
        ArrayNode blocks = body.path("blocks") instanceof ArrayNode given ? given : Json.array();
        List<String> problems = BlockKit.problemsOfMessage(blocks);
        String text = Json.text(body, "text");
        if (!problems.isEmpty() || (text.isEmpty() && blocks.isEmpty())) {
            parts.complaints().addAll(problems);
            return shown(who, where, answer.showing(line + " failed with the error \"invalid_command_response\""));
        }
        Draft draft = Draft.fromApp(text, blocks);
        if (Json.text(body, "response_type").equals("in_channel")) {
            parts.workspace().post(where, Draft.plain(who.id(), Typed.escaped(line)));
            parts.workspace().post(where, draft);
        } else {
            parts.workspace().post(where, draft.onlyFor(who.id()));
        }
        return answer.showing(text);
    }

    private Answer shown(Person who, Conversation where, Answer answer) {
        parts.workspace().post(where, Draft.slackbot(answer.shown(), who.id()));
        return answer;
    }

    private @Nullable CommandHint hint(String command) {
        return parts.commands().stream()
                .filter(h -> h.command().equals(command))
                .findFirst()
                .orElse(null);
    }

    /** Options chosen, or a date set, in a message: kept there, and told to the app at once. */
    Answer chooses(Person who, Message message, Field field, List<? extends JsonNode> chosen) {
        parts.workspace().forms().enter(who.id(), message, field, FormState.entered(field, chosen));
        return acts(who, message, field, null);
    }

    /** @param chosen the entry, if it is an overflow menu that was pressed */
    Answer acts(Person who, Message message, Field field, @Nullable JsonNode chosen) {
        Answer answer = parts.app().payload(payloads.action(who, message, field, chosen));
        return answer.isAck() ? answer : answer.showing(TROUBLE);
    }

    /** What the app offers for this text; nothing, as Slack shows it, if the answer was late or broke a limit. */
    List<JsonNode> options(Person who, Message message, Field field, String typed) {
        return offered(parts.app().payload(payloads.suggestion(who, message, field, typed)));
    }

    List<JsonNode> offered(Answer answer) {
        ObjectNode body = Json.parseObject(answer.body()).orElseGet(Json::object);
        Problems problems = new Problems();
        ElementRules.optionList(problems, "", body, 0, 100);
        if (!body.has("options") && !body.has("option_groups")) {
            problems.add("", "missing required field: options");
        }
        if (!answer.isAck() || !problems.found().isEmpty()) {
            parts.complaints().addAll(answer.isAck() ? problems.found() : List.of("options were not answered"));
            return List.of();
        }
        List<JsonNode> options = new ArrayList<>();
        Field.flatten(body, options);
        return options;
    }

    /** An event of the Events API; headers for its retries. */
    Answer event(ObjectNode body, Map<String, String> headers) {
        return parts.app().json(body, headers);
    }
}
