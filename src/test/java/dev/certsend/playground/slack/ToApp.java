package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs and posts requests to the app, and keeps each with its answer. */
final class ToApp {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final SlackSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AppRequest> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable URI events;

    ToApp(SlackSettings settings) {
        this.settings = settings;
    }

    void connect(URI eventsUrl) {
        events = eventsUrl;
    }

    List<AppRequest> requests() {
        return requests;
    }

    Answer form(Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
        return post(body, signed(FORM, body, settings.clock().instant().getEpochSecond(), settings.signingSecret()));
    }

    Answer payload(ObjectNode payload) {
        return form(Map.of("payload", payload.toString()));
    }

    Answer json(ObjectNode body, Map<String, String> more) {
        long now = settings.clock().instant().getEpochSecond();
        Map<String, String> headers = signed("application/json", body.toString(), now, settings.signingSecret());
        headers.putAll(more);
        return post(body.toString(), headers);
    }

    Map<String, String> signed(String contentType, String body, long timestamp, Secret secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("X-Slack-Request-Timestamp", Long.toString(timestamp));
        headers.put("X-Slack-Signature", Signature.of(secret, timestamp, body));
        return headers;
    }

    /** Posts exactly this. An answer that is late or never comes has status 0. */
    Answer post(String body, Map<String, String> headers) {
        URI to = events;
        if (to == null) {
            throw new IllegalStateException("connect(...) the app first");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(settings.patience())
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        long start = System.nanoTime();
        Answer answer;
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            answer = new Answer(response.statusCode(), response.body(), since(start), "");
        } catch (IOException e) {
            answer = new Answer(0, "", since(start), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = new Answer(0, "", since(start), "");
        }
        requests.add(new AppRequest(body, Map.copyOf(headers), answer));
        return answer;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
