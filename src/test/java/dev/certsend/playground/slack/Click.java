package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Something done on the page: who did it, and what the page says about it. */
record Click(Person who, ObjectNode body, Parts parts) {

    static Click of(Context request, Parts parts) {
        String type = request.contentType();
        if (type == null || !type.startsWith("application/json")) {
            // Another site's page can send a form here unasked, but no JSON.
            throw new IllegalArgumentException("JSON is expected");
        }
        ObjectNode body = Json.parseObject(request.body()).orElseThrow();
        return new Click(person(parts, Json.text(body, "as")), body, parts);
    }

    static Person person(Parts parts, @Nullable String id) {
        return parts.workspace()
                .person(id == null || id.isEmpty() ? ExampleCorp.ALICE : id)
                .orElseThrow();
    }

    static Conversation firstOf(Parts parts, Person who) {
        return parts.workspace().conversations().stream()
                .filter(c -> c.has(who.id()))
                .findFirst()
                .orElseGet(() -> parts.workspace().appDirectMessage(who.id()));
    }

    String text(String name) {
        return Json.text(body, name);
    }

    /** The options, ids or text entered on the page. */
    List<JsonNode> chosen() {
        List<JsonNode> chosen = new ArrayList<>();
        body.path("chosen").forEach(chosen::add);
        return chosen;
    }

    Conversation where() {
        return parts.workspace()
                .conversation(text("in"))
                .filter(c -> c.has(who.id()) && !c.isArchived())
                .orElseThrow(() -> new NoSuchElementException("you cannot write here"));
    }

    Message message() {
        return parts.workspace()
                .conversation(text("in"))
                .filter(c -> c.has(who.id()))
                .flatMap(c -> c.message(text("ts")))
                .filter(m -> m.isSeenBy(who.id()))
                .orElseThrow(() -> new NoSuchElementException("the message is gone"));
    }

    Field field(Message message) {
        return message.field(text("block"), text("action"))
                .orElseThrow(() -> new NoSuchElementException("the message has changed"));
    }

    OpenView view() {
        return parts.views()
                .top(who.id())
                .filter(v -> v.id().equals(text("view")))
                .orElseThrow(() -> new NoSuchElementException("the dialog is closed"));
    }

    Field field(OpenView view) {
        return view.field(text("block"), text("action"));
    }
}
