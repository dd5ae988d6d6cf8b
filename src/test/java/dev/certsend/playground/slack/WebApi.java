package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/METHOD}: token, scopes and faults first, then the method; each call is kept. */
final class WebApi {

    /** @param scope what the token must have been granted; empty if nothing */
    private record Method(String scope, Function<Arguments, ObjectNode> call) {}

    private final SlackSettings settings;
    private final Workspace workspace;
    private final Faults faults;
    private final Map<String, Method> methods;
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

    WebApi(Parts parts, Faults faults, FileApi files) {
        this.settings = parts.settings();
        this.workspace = parts.workspace();
        this.faults = faults;
        ChatApi chat = new ChatApi(parts.workspace(), faults);
        ViewApi views = new ViewApi(parts.views(), parts.triggers());
        PeopleApi people = new PeopleApi(parts.workspace());
        this.methods = Map.ofEntries(
                Map.entry("auth.test", new Method("", any -> people.authTest())),
                Map.entry("users.info", new Method("users:read", people::userInfo)),
                Map.entry("conversations.open", new Method("im:write", people::open)),
                Map.entry("conversations.info", new Method("channels:read", people::conversationInfo)),
                Map.entry("views.open", new Method("", views::open)),
                Map.entry("views.push", new Method("", views::push)),
                Map.entry("views.update", new Method("", views::update)),
                Map.entry("files.getUploadURLExternal", new Method("files:write", files::begin)),
                Map.entry("files.completeUploadExternal", new Method("files:write", files::complete)),
                Map.entry("chat.postMessage", new Method("chat:write", chat::post)),
                Map.entry("chat.postEphemeral", new Method("chat:write", chat::postEphemeral)),
                Map.entry("chat.update", new Method("chat:write", chat::update)));
    }

    List<ApiCall> calls() {
        return calls;
    }

    void handle(Context request) {
        String method = request.pathParam("method");
        if (faults.isDown()) {
            request.status(503).result("upstream connect error");
            return;
        }
        ObjectNode answer = answered(method, request);
        if (Json.text(answer, "error").equals("ratelimited")) {
            request.status(429)
                    .header("Retry-After", Integer.toString(faults.limit(method).orElse(1)));
        }
        if (!Json.text(answer, "error").matches("not_authed|invalid_auth")) {
            // Of a token that it doesn't know, Slack knows no scopes either.
            request.header("X-OAuth-Scopes", scopes());
        }
        request.contentType("application/json; charset=utf-8");
        send(request, method, answer.toString());
    }

    private void send(Context request, String method, String body) {
        Duration delay = faults.delay();
        if (faults.losesAnswer(method)) {
            // More than Jetty holds back, but less than promised: it breaks the connection within the answer.
            request.header("Content-Length", "400000").result(new ByteArrayInputStream(new byte[200_000]));
        } else if (delay.isZero()) {
            request.result(body);
        } else {
            var later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
            request.future(() -> CompletableFuture.runAsync(() -> request.result(body), later));
        }
    }

    private ObjectNode answered(String method, Context request) {
        Arguments arguments = new Arguments(Map.of());
        ObjectNode answer;
        try {
            arguments = Arguments.of(request);
            answer = call(method, request.header("Authorization"), arguments);
        } catch (SlackError e) {
            answer = e.body();
        }
        calls.add(new ApiCall(method, arguments.values(), answer));
        return answer;
    }

    private ObjectNode call(String name, @Nullable String authorization, Arguments arguments) {
        if (name.equals("api.test")) {
            return Json.object().put("ok", true);
        }
        Method method = methods.get(name);
        if (method == null) {
            throw new SlackError("unknown_method");
        }
        authenticate(authorization != null ? authorization : "Bearer " + arguments.text("token"));
        if (!method.scope().isEmpty() && !workspace.grants(method.scope())) {
            return new SlackError("missing_scope")
                    .body()
                    .put("needed", method.scope())
                    .put("provided", scopes());
        }
        if (faults.limit(name).isPresent()) {
            throw new SlackError("ratelimited");
        }
        faults.error(name).ifPresent(error -> {
            throw new SlackError(error);
        });
        return method.call().apply(arguments);
    }

    private String scopes() {
        return String.join(",", workspace.scopes());
    }

    private void authenticate(String authorization) {
        if (authorization.equals("Bearer ")) {
            throw new SlackError("not_authed");
        }
        if (!authorization.equals("Bearer " + settings.botToken().value())) {
            throw new SlackError("invalid_auth");
        }
    }
}
