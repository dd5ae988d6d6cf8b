package dev.certsend.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Calls of Slack's Web API: a form goes out, JSON comes back, of which only what is needed is read. Slack's own client
 * builds its reader and writer anew for each call and reads every answer whole, which was four fifths of the time that a
 * command took here.
 */
final class WebApi implements AutoCloseable {
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    /** How long to wait for an answer. */
    enum Patience {
        /** 2.5 s: a person waits, and Slack gives us three. */
        SOMEONE_WAITS,
        /** 15 s: a job can wait, and a call that is given up too soon is made twice. */
        NOBODY_WAITS
    }

    private static final int KEPT_CONNECTIONS = 64;
    /** For a file of 50 MB, a line of 3.5 Mbit/s. */
    private static final Duration UPLOAD = Duration.ofMinutes(2);

    private final OkHttpClient http;
    private final OkHttpClient hasty;
    private final OkHttpClient patient;
    private final SlackSettings settings;
    /** What Slack's last answer said that the token may do; null before the first. */
    private volatile @Nullable Set<String> scopes;

    WebApi(SlackSettings settings) {
        this.settings = settings;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .callTimeout(Duration.ofSeconds(15))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 5, TimeUnit.MINUTES));
        if (Set.of("localhost", "127.0.0.1", "[::1]")
                .contains(String.valueOf(settings.apiUrl().getHost()))) {
            builder.proxy(Proxy.NO_PROXY);
        }
        http = builder.build();
        hasty = http.newBuilder().callTimeout(Duration.ofMillis(2500)).build();
        patient = http.newBuilder().callTimeout(UPLOAD).build();
    }

    /**
     * Calls a method.
     *
     * @param arguments texts, or JSON as text
     * @param patience whether somebody waits for the answer
     * @throws SlackFault for no answer, and for any that is not {@code ok}
     */
    JsonObject call(String method, Map<String, String> arguments, Patience patience) {
        Request request = new Request.Builder()
                .url(settings.apiUrl() + method)
                .header("Authorization", "Bearer " + settings.botToken().value())
                .post(RequestBody.create(Form.encoded(arguments), FORM))
                .build();
        JsonObject answer = exchange(method, request, patience == Patience.SOMEONE_WAITS ? hasty : http);
        JsonElement ok = answer.get("ok");
        if (ok == null || !ok.isJsonPrimitive() || !ok.getAsBoolean()) {
            throw SlackFault.answered(method, text(answer, "error"), detail(answer));
        }
        return answer;
    }

    /** Posts JSON to a response URL, which answers with a status alone. */
    void respond(String url, String json) {
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.code() == 429) {
                throw SlackFault.tooFast("response_url", seconds(response.header("Retry-After")));
            }
            if (response.code() >= 500) {
                throw SlackFault.unreachable("response_url", new IOException("HTTP " + response.code()));
            }
            if (response.code() != 200) {
                throw SlackFault.answered("response_url", "expired_url", "HTTP " + response.code());
            }
        } catch (IOException e) {
            throw SlackFault.unreachable("response_url", e);
        }
    }

    /** Posts a file's bytes to the address that Slack gave for them, piece by piece; that address is all they need to be let in. */
    void upload(String what, HttpUrl url, Path content) {
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(content.toFile(), BYTES))
                .build();
        try (Response response = patient.newCall(request).execute()) {
            if (response.code() == 429) {
                throw SlackFault.tooFast(what, seconds(response.header("Retry-After")));
            }
            if (response.code() >= 500) {
                throw SlackFault.unreachable(what, new IOException("HTTP " + response.code()));
            }
            if (response.code() != 200) {
                throw SlackFault.answered(what, "upload_refused", "HTTP " + response.code());
            }
        } catch (IOException e) {
            throw SlackFault.unreachable(what, e);
        }
    }

    private JsonObject exchange(String method, Request request, OkHttpClient client) {
        try (Response response = client.newCall(request).execute()) {
            if (response.code() == 429) {
                throw SlackFault.tooFast(method, seconds(response.header("Retry-After")));
            }
            if (response.code() != 200 || response.body() == null) {
                throw SlackFault.unreachable(method, new IOException("HTTP " + response.code()));
            }
            note(response.header("X-OAuth-Scopes"));
            JsonElement answer = JsonParser.parseReader(response.body().charStream());
            if (!answer.isJsonObject()) {
                throw SlackFault.unreachable(method, new IOException("the answer is no JSON object"));
            }
            return answer.getAsJsonObject();
        } catch (IOException | JsonParseException e) {
            throw SlackFault.unreachable(method, e);
        }
    }

    private void note(@Nullable String granted) {
        if (granted != null) {
            scopes = Set.copyOf(List.of(granted.strip().split("\\s*,\\s*")));
        }
    }

    /** What the token may do; null before Slack's first answer. */
    @Nullable
    Set<String> scopes() {
        return scopes;
    }

    /** What Slack says beside an error's code; an expired trigger is at times only named here. */
    private static @Nullable String detail(JsonObject answer) {
        JsonElement metadata = answer.get("response_metadata");
        if (metadata == null || !metadata.isJsonObject()) {
            return null;
        }
        JsonElement messages = metadata.getAsJsonObject().get("messages");
        return messages == null ? null : messages.toString();
    }

    /** A text of an answer; empty when it isn't there. */
    static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
