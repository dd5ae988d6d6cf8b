package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** auth.test, users.info, conversations.open, conversations.info. */
final class PeopleApi {

    private final Workspace workspace;

    PeopleApi(Workspace workspace) {
        this.workspace = workspace;
    }

    ObjectNode authTest() {
        SlackSettings settings = workspace.settings();
        return ok().put("url", "https://example.slack.com/")
                .put("team", settings.teamName())
                .put("user", "cert_send")
                .put("team_id", settings.teamId())
                .put("user_id", Workspace.APP_USER)
                .put("bot_id", Workspace.APP_BOT)
                .put("is_enterprise_install", false);
    }

    ObjectNode userInfo(Arguments arguments) {
        String id = arguments.required("user");
        Person person = workspace.person(id).orElseThrow(() -> new SlackError("user_not_found"));
        boolean locale = arguments.text("include_locale").matches("true|1");
        return ok().set("user", person.json(locale, workspace.tellsAddresses()));
    }

    ObjectNode open(Arguments arguments) {
        String user = arguments.required("users");
        Person person = workspace.person(user).orElseThrow(() -> new SlackError("user_not_found"));
        if (person.isBot()) {
            throw new SlackError("cannot_dm_bot");
        }
        ObjectNode answer = ok();
        answer.putObject("channel").put("id", workspace.appDirectMessage(user).id());
        return answer;
    }

    ObjectNode conversationInfo(Arguments arguments) {
        Conversation found = workspace
                .conversation(arguments.required("channel"))
                .filter(c -> c.kind() == Conversation.Kind.PUBLIC || c.has(Workspace.APP_USER))
                .orElseThrow(() -> new SlackError("channel_not_found"));
        return ok().set("channel", found.json(Workspace.APP_USER));
    }

    private static ObjectNode ok() {
        return Json.object().put("ok", true);
    }
}
