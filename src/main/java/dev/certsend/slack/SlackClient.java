package dev.certsend.slack;

import com.google.gson.Gson;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.User;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.WebhookResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few methods of Slack's Web API we need. Each throws {@link SlackFault}, and none waits or tries again by itself. */
public final class SlackClient implements AutoCloseable {
    private static final Gson GSON = GsonFactory.createSnakeCase();
    private static final int CALL_TIMEOUT_MILLIS = 2500;
    private static final String HOOKS = "hooks.slack.com";

    private final Slack slack;
    private final MethodsClient methods;
    private final Set<String> responseHosts;

    public SlackClient(SlackSettings settings) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl().toString());
        config.setHttpClientCallTimeoutMillis(CALL_TIMEOUT_MILLIS);
        config.getMethodsConfig().setStatsEnabled(false);
        if (isLoopback(settings.apiUrl())) {
            config.setProxyUrl(null);
        }
        slack = Slack.getInstance(config);
        methods = slack.methods(settings.botToken().value());
        responseHosts = Set.of(HOOKS, settings.apiUrl().getAuthority());
    }

    /** Bolt shares this one, because each has threads of its own. */
    public Slack sdk() {
        return slack;
    }

    /** The workspace and bot user behind our token. */
    public AuthTestResponse whoAmI() {
        return call("auth.test", () -> methods.authTest(r -> r));
    }

    /** A person with their language; e-mail addresses are not asked for. */
    public User user(String userId) {
        return call("users.info", () -> methods.usersInfo(r -> r.user(userId).includeLocale(true)))
                .getUser();
    }

    public void openView(String triggerId, View view) {
        call("views.open", () -> methods.viewsOpen(r -> r.triggerId(triggerId).view(view)));
    }

    /** Posts to a channel, or directly to a person when the id is theirs. */
    public PostedMessage post(String channelId, String text, List<LayoutBlock> blocks) {
        var posted = call(
                "chat.postMessage",
                () -> methods.chatPostMessage(r -> r.channel(channelId)
                        .text(text)
                        .blocks(blocks)
                        .unfurlLinks(false)
                        .unfurlMedia(false)));
        return new PostedMessage(posted.getChannel(), posted.getTs());
    }

    public void edit(PostedMessage message, String text, List<LayoutBlock> blocks) {
        call(
                "chat.update",
                () -> methods.chatUpdate(r -> r.channel(message.channelId())
                        .ts(message.ts())
                        .text(text)
                        .blocks(blocks)));
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
        try {
            WebhookResponse answer = slack.send(responseUrl, json);
            if (answer.getCode() >= 500 || answer.getCode() == 429) {
                throw SlackFault.tooFast("response_url", null);
            }
            if (answer.getCode() != 200) {
                throw SlackFault.answered("response_url", "expired_url", "HTTP " + answer.getCode());
            }
        } catch (IOException e) {
            throw SlackFault.unreachable("response_url", e);
        }
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

    private boolean mayRespondTo(String responseUrl) {
        try {
            URI uri = URI.create(responseUrl);
            boolean https = "https".equals(uri.getScheme()) && HOOKS.equals(uri.getAuthority());
            return https
                    || (uri.getAuthority() != null
                            && responseHosts.contains(uri.getAuthority())
                            && !HOOKS.equals(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(URI url) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
    }

    private interface Call<R> {
        R answer() throws IOException, SlackApiException;
    }

    private static <R extends SlackApiTextResponse> R call(String method, Call<R> call) {
        R answer;
        try {
            answer = call.answer();
        } catch (SlackApiException e) {
            if (e.getResponse().code() == 429) {
                throw SlackFault.tooFast(method, seconds(e.getResponse().header("Retry-After")));
            }
            throw SlackFault.unreachable(method, e);
        } catch (IOException e) {
            throw SlackFault.unreachable(method, e);
        }
        if (!answer.isOk()) {
            throw SlackFault.answered(method, String.valueOf(answer.getError()), Detail.of(answer));
        }
        return answer;
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("Slack's client did not close", e);
        }
    }
}
