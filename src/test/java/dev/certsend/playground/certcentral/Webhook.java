package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The account's one webhook: POSTs what happened, one event after the other, in the background. Silent until it has somewhere
 * to send to. Whether DigiCert tries again is not documented; this one does not.
 */
final class Webhook {

    private record Target(URI url, String secret, HttpClient http) {}

    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Target target;

    /** DigiCert takes no shorter secret than 32 characters. */
    void register(URI url, String secret) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("the secret must have 32 characters or more");
        }
        target = new Target(
                url,
                secret,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    void tell(String event, LocalOrder order) {
        Target known = target;
        if (known != null) {
            sender.execute(() -> post(known, body(event, order)));
        }
    }

    /** The statuses that the events were answered with, oldest first; 0 where no answer came. */
    List<Integer> answers() {
        return List.copyOf(answers);
    }

    void close() {
        sender.shutdownNow();
    }

    private static ObjectNode body(String event, LocalOrder order) {
        ObjectNode json = Answer.JSON.createObjectNode().put("event", event);
        ObjectNode data = json.putObject("data").put("order_id", order.id());
        if (order.certificate().id() != 0) {
            data.put("certificate_id", order.certificate().id());
        }
        return json;
    }

    private void post(Target known, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(known.url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("X-WEBHOOK-KEY", known.secret)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            answers.add(known.http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            answers.add(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
