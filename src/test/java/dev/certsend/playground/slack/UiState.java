package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What one person's screen shows, as JSON for the page. */
final class UiState {

    private final Parts parts;
    private final Person who;

    UiState(Parts parts, Person who) {
        this.parts = parts;
        this.who = who;
    }

    ObjectNode of(Conversation where, List<PageLink> links) {
        ObjectNode state =
                Json.object().put("team", parts.settings().teamName()).put("app", Workspace.APP_USER);
        state.put("me", who.id()).put("conversation", where.id()).put("archived", where.isArchived());
        people(state.putArray("people"));
        conversations(state.putArray("conversations"));
        ArrayNode messages = state.putArray("messages");
        where.messages().stream().filter(m -> m.isSeenBy(who.id())).forEach(m -> messages.add(message(m)));
        ArrayNode commands = state.putArray("commands");
        parts.commands().forEach(c -> commands.addObject()
                .put("command", c.command())
                .put("description", c.description())
                .put("usage", c.usageHint()));
        ArrayNode pages = state.putArray("links");
        links.forEach(
                l -> pages.addObject().put("name", l.name()).put("url", l.url().toString()));
        parts.views().top(who.id()).ifPresent(view -> state.set("modal", modal(view)));
        return state;
    }

    private void people(ArrayNode people) {
        for (Person person : parts.workspace().people()) {
            people.addObject()
                    .put("id", person.id())
                    .put("name", person.name())
                    .put("realName", person.realName())
                    .put("kind", person.kind().name())
                    .put("locale", person.locale())
                    .put("zone", person.zone().getId());
        }
    }

    private void conversations(ArrayNode into) {
        for (Conversation conversation : parts.workspace().conversations()) {
            if (conversation.has(who.id())) {
                ObjectNode shown = into.addObject().put("id", conversation.id()).put("name", conversation.name());
                shown.put("kind", conversation.kind().name()).put("archived", conversation.isArchived());
                List<Message> messages = conversation.messages();
                shown.put(
                        "latest",
                        messages.stream()
                                .filter(m -> m.isSeenBy(who.id()) && !m.author().equals(who.id()))
                                .reduce((first, second) -> second)
                                .map(Message::ts)
                                .orElse(""));
                ArrayNode members = shown.putArray("members");
                conversation.members().forEach(members::add);
            }
        }
    }

    private ObjectNode message(Message message) {
        ObjectNode json = Json.object().put("ts", message.ts()).put("author", message.author());
        json.put("text", message.text()).put("edits", message.edits()).put("ephemeral", message.isEphemeral());
        json.set("blocks", message.blocks());
        ArrayNode files = json.putArray("files");
        message.files().forEach(file -> files.add(file.json()));
        json.set("values", parts.workspace().forms().values(who.id(), message));
        return json;
    }

    private ObjectNode modal(OpenView view) {
        ObjectNode modal = Json.object().put("height", parts.views().height(who.id()));
        modal.put("trouble", view.trouble());
        modal.set("view", view.json());
        ObjectNode errors = modal.putObject("errors");
        Map<String, String> shown = view.errors();
        shown.forEach(errors::put);
        return modal;
    }
}
