package dev.certsend.slack;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.model.User;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few methods of Slack's Web API we need. Each throws {@link SlackFault}, and none waits or tries again by itself. */
public final class SlackClient implements AutoCloseable {
    /** The scope by which Slack tells people's e-mail addresses. */
    public static final String EMAIL_SCOPE = "users:read.email";

    /** The scopes that {@link #send} needs: to bring files, and to open the conversation with a person that they go to. */
    public static final List<String> FILE_SCOPES = List.of("files:write", "im:write");

    private static final Gson GSON = GsonFactory.createSnakeCase();
    private static final String HOOKS = "hooks.slack.com";

    private final WebApi api;
    private final FileTransfer files;
    private final Set<String> responseHosts;

    public SlackClient(SlackSettings settings) {
        api = new WebApi(settings);
        files = new FileTransfer(api, settings.apiUrl());
        responseHosts = Set.of(HOOKS, settings.apiUrl().getAuthority());
    }

    /** The workspace and bot user behind our token. */
    public record Self(String teamId, String teamName, String botUserId) {}

    public Self whoAmI() {
        JsonObject answer = api.call("auth.test", Map.of(), WebApi.Patience.SOMEONE_WAITS);
        return new Self(WebApi.text(answer, "team_id"), WebApi.text(answer, "team"), WebApi.text(answer, "user_id"));
    }

    /**
     * Whether the app was given this scope, by what Slack's last answer said. Both this and {@link #denied} are false until
     * the first answer has told.
     */
    public boolean granted(String scope) {
        Set<String> scopes = api.scopes();
        return scopes != null && scopes.contains(scope);
    }

    /** Whether Slack has told the app's scopes and this is none of them: never given, or taken away since. */
    public boolean denied(String scope) {
        Set<String> scopes = api.scopes();
        return scopes != null && !scopes.contains(scope);
    }

    /** A person with their language; their e-mail address is in the profile where the app has {@link #EMAIL_SCOPE}. */
    public User user(String userId) {
        JsonObject answer =
                api.call("users.info", Map.of("user", userId, "include_locale", "true"), WebApi.Patience.SOMEONE_WAITS);
        try {
            User user = GSON.fromJson(answer.get("user"), User.class);
            if (user != null && userId.equals(user.getId())) {
                return user;
            }
        } catch (JsonParseException e) {
            throw SlackFault.unreachable("users.info", e);
        }
        throw SlackFault.unreachable("users.info", new IllegalStateException("the answer is about somebody else"));
    }

    /** A view as it goes over the wire. */
    public static String written(View view) {
        return GSON.toJson(view);
    }

    /** A view that is open: what an update of it names. */
    public record OpenView(String id, String hash) {}

    public OpenView openView(String triggerId, View view) {
        return shown("views.open", Map.of("trigger_id", triggerId, "view", written(view)));
    }

    /** Opens a view on top of the one whose button was pressed. */
    public OpenView pushView(String triggerId, View view) {
        return shown("views.push", Map.of("trigger_id", triggerId, "view", written(view)));
    }

    /**
     * Puts a view in the place of an open one; what was typed stays where block and action ids do.
     *
     * @param hash the state it was made from: if the view has changed since, nothing happens but a fault of kind GONE. Null
     *     where the view is to be changed whatever it is by now
     */
    public OpenView updateView(String viewId, @Nullable String hash, View view) {
        Map<String, String> arguments = new HashMap<>(Map.of("view_id", viewId, "view", written(view)));
        if (hash != null) {
            arguments.put("hash", hash);
        }
        return shown("views.update", arguments);
    }

    private OpenView shown(String method, Map<String, String> arguments) {
        JsonObject answer = api.call(method, arguments, WebApi.Patience.SOMEONE_WAITS);
        JsonElement view = answer.get("view");
        JsonObject open = view == null || !view.isJsonObject() ? new JsonObject() : view.getAsJsonObject();
        return new OpenView(WebApi.text(open, "id"), WebApi.text(open, "hash"));
    }

    /** Posts to a channel, or directly to a person when the id is theirs. */
    public PostedMessage post(String channelId, String text, List<LayoutBlock> blocks) {
        JsonObject answer = api.call(
                "chat.postMessage",
                Map.of(
                        "channel",
                        channelId,
                        "text",
                        text,
                        "blocks",
                        GSON.toJson(blocks),
                        "unfurl_links",
                        "false",
                        "unfurl_media",
                        "false"),
                WebApi.Patience.NOBODY_WAITS);
        return new PostedMessage(WebApi.text(answer, "channel"), WebApi.text(answer, "ts"));
    }

    public void edit(PostedMessage message, String text, List<LayoutBlock> blocks) {
        api.call(
                "chat.update",
                Map.of("channel", message.channelId(), "ts", message.ts(), "text", text, "blocks", GSON.toJson(blocks)),
                WebApi.Patience.NOBODY_WAITS);
    }

    /**
     * Sends a file to a person's direct messages. It may take minutes.
     *
     * @return the id it has in Slack
     */
    public String send(String userId, FileToSend file) {
        return files.send(userId, file);
    }

    /**
     * Answers through a request's own address: five times within half an hour, in any conversation.
     *
     * @param reach who sees it
     */
    public void respond(String responseUrl, Reach reach, String text, @Nullable List<LayoutBlock> blocks) {
        respondVerbatim(
                responseUrl,
                GSON.toJson(ActionResponse.builder()
                        .responseType(reach == Reach.CHANNEL ? "in_channel" : "ephemeral")
                        .replaceOriginal(reach == Reach.REPLACE)
                        .text(text)
                        .blocks(blocks)
                        .build()));
    }

    /** The same with an answer that is JSON already. */
    public void respondVerbatim(String responseUrl, String json) {
        if (!mayRespondTo(responseUrl)) {
            throw SlackFault.answered("response_url", "expired_url", "not an address of Slack's");
        }
        api.respond(responseUrl, json);
    }

    /** Who sees an answer through a response URL. */
    public enum Reach {
        /** Only the person. */
        PERSON,
        /** Only the person, in place of the message whose button was pressed. */
        REPLACE,
        /** Everybody in the conversation. */
        CHANNEL
    }

    /** Bolt wants a client of its own, though it makes no call with it; a second one would have threads of its own. */
    static Slack forBolt(SlackSettings settings) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl().toString());
        config.getMethodsConfig().setStatsEnabled(false);
        return Slack.getInstance(config);
    }

    /** Slack's own host by https alone; the one the settings name as the settings have it. */
    private boolean mayRespondTo(String responseUrl) {
        try {
            URI uri = URI.create(responseUrl);
            boolean secure = "https".equals(uri.getScheme());
            String host = uri.getAuthority();
            return host != null && responseHosts.contains(host) && (secure || !HOOKS.equals(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
