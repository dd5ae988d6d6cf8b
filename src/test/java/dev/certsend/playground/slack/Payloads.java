package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies Slack sends when people do things (docs.slack.dev, reference/interaction-payloads). */
final class Payloads {

    /** The long deprecated verification token: sent, and never to be trusted. */
    private static final String TOKEN = "legacy-verification-token";

    private final Parts parts;

    Payloads(Parts parts) {
        this.parts = parts;
    }

    Map<String, String> command(Person who, Conversation where, String command, String text) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", TOKEN);
        form.put("team_id", parts.settings().teamId());
        form.put("team_domain", "example");
        form.put("channel_id", where.id());
        form.put("channel_name", where.payloadName());
        form.put("user_id", who.id());
        form.put("user_name", who.name());
        form.put("command", command);
        form.put("text", text);
        form.put("api_app_id", parts.settings().appId());
        form.put("is_enterprise_install", "false");
        form.put("response_url", parts.urls().issue(who.id(), where, null));
        form.put("trigger_id", parts.triggers().issue(who.id(), null));
        return form;
    }

    ObjectNode suggestion(Person who, OpenView view, Field field, String typed) {
        ObjectNode payload = of("block_suggestion", who);
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        payload.put("action_id", field.actionId())
                .put("block_id", field.blockId())
                .put("value", typed);
        // What was entered is not sent along here: an app that needs it for its look-up must keep it in
        // private_metadata.
        ObjectNode shown = view.json();
        shown.putObject("state").putObject("values");
        payload.set("view", shown);
        return payload;
    }

    ObjectNode suggestion(Person who, Message message, Field field, String typed) {
        ObjectNode payload = of("block_suggestion", who);
        payload.set("container", container(message));
        payload.put("action_id", field.actionId())
                .put("block_id", field.blockId())
                .put("value", typed);
        payload.set("channel", channel(message));
        payload.set("message", message(message));
        return payload;
    }

    ObjectNode action(Person who, OpenView view, Field field, @Nullable JsonNode chosen) {
        ObjectNode payload = of("block_actions", who);
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        payload.put("trigger_id", parts.triggers().issue(who.id(), view.id()));
        payload.set("view", view.json());
        payload.putArray("actions").add(deed(field, chosen, view.values()));
        return payload;
    }

    ObjectNode action(Person who, Message message, Field field, @Nullable JsonNode chosen) {
        ObjectNode payload = of("block_actions", who);
        payload.set("container", container(message));
        payload.put("trigger_id", parts.triggers().issue(who.id(), null));
        payload.set("channel", channel(message));
        if (!message.isEphemeral()) {
            payload.set("message", message(message));
        }
        ObjectNode values = parts.workspace().forms().values(who.id(), message);
        payload.putObject("state").set("values", values);
        Conversation where = parts.workspace().named(message.channelId());
        payload.put("response_url", parts.urls().issue(who.id(), where, message.ts()));
        payload.putArray("actions").add(deed(field, chosen, values));
        return payload;
    }

    ObjectNode submission(Person who, OpenView view) {
        ObjectNode payload = of("view_submission", who);
        payload.put("trigger_id", parts.triggers().issue(who.id(), view.id()));
        payload.set("view", view.json());
        ArrayNode urls = payload.putArray("response_urls");
        for (Field field : view.fields()) {
            String chosen = FormState.value(field, view.values()).asText("");
            Optional<Conversation> where = parts.workspace().conversation(chosen);
            if (field.element().path("response_url_enabled").asBoolean(false) && where.isPresent()) {
                ObjectNode url =
                        urls.addObject().put("block_id", field.blockId()).put("action_id", field.actionId());
                url.put("channel_id", chosen).put("response_url", parts.urls().issue(who.id(), where.get(), null));
            }
        }
        return payload;
    }

    ObjectNode closed(Person who, OpenView view, boolean cleared) {
        ObjectNode payload = of("view_closed", who);
        payload.set("view", view.json());
        return payload.put("is_cleared", cleared);
    }

    /** The wrapper around an event of the Events API. */
    ObjectNode event(ObjectNode event) {
        ObjectNode body = Json.object()
                .put("token", TOKEN)
                .put("team_id", parts.settings().teamId());
        body.put("api_app_id", parts.settings().appId()).put("type", "event_callback");
        body.set("event", event);
        body.put("event_id", Ids.next("Ev"))
                .put("event_time", parts.settings().clock().instant().getEpochSecond());
        ObjectNode authorization = body.putArray("authorizations").addObject().putNull("enterprise_id");
        authorization.put("team_id", parts.settings().teamId()).put("user_id", Workspace.APP_USER);
        authorization.put("is_bot", true).put("is_enterprise_install", false);
        return body.put("is_ext_shared_channel", false);
    }

    ObjectNode urlVerification(String challenge) {
        return Json.object().put("token", TOKEN).put("challenge", challenge).put("type", "url_verification");
    }

    private ObjectNode of(String type, Person who) {
        ObjectNode payload = Json.object().put("type", type);
        payload.putObject("team").put("id", parts.settings().teamId()).put("domain", "example");
        payload.putObject("user")
                .put("id", who.id())
                .put("username", who.name())
                .put("name", who.name())
                .put("team_id", who.teamId());
        payload.put("api_app_id", parts.settings().appId()).put("token", TOKEN);
        return payload.putNull("enterprise").put("is_enterprise_install", false);
    }

    private ObjectNode deed(Field field, @Nullable JsonNode chosen, JsonNode values) {
        ObjectNode deed = Json.object().put("type", field.type());
        deed.put("action_id", field.actionId()).put("block_id", field.blockId());
        switch (field.type()) {
            case "button" -> {
                deed.set("text", field.element().path("text").deepCopy());
                for (String name : List.of("value", "style", "url")) {
                    if (field.element().has(name)) {
                        deed.put(name, Json.text(field.element(), name));
                    }
                }
            }
            case "overflow" -> deed.set("selected_option", chosen);
            default -> {
                deed.set(FormState.holds(field), FormState.value(field, values));
                for (String name : List.of("placeholder", "initial_option", "initial_date", "initial_users")) {
                    if (field.element().has(name)) {
                        deed.set(name, field.element().path(name).deepCopy());
                    }
                }
            }
        }
        return deed.put("action_ts", parts.workspace().nextTs());
    }

    private ObjectNode container(Message message) {
        return Json.object()
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channelId())
                .put("is_ephemeral", message.isEphemeral());
    }

    private ObjectNode channel(Message message) {
        Conversation where = parts.workspace().named(message.channelId());
        return Json.object().put("id", where.id()).put("name", where.payloadName());
    }

    private ObjectNode message(Message message) {
        return ChatApi.json(message, parts.settings());
    }
}
