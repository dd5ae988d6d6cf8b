package dev.certsend.export;

import dev.certsend.secret.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An HTTP server that takes JSON lines; only an answer of 200 to 299 means that it did. */
final class CollectorSink implements Sink {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target.Collector collector;
    private final @Nullable Secret token;
    // A redirect would take the token, and the log, to whoever it names.
    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(Redirect.NEVER)
            .build();

    CollectorSink(Target.Collector collector, @Nullable Secret token) {
        this.collector = collector;
        this.token = token;
    }

    @Override
    public void take(Batch batch) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.url())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(batch.bytes()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token.value());
        }
        HttpResponse<Void> answer = send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new NotTaken("it answered " + answer.statusCode(), wait(answer.headers()));
        }
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // The request's own timeout ends with the head of the answer; a body could drip for ever.
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while it was waited for");
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static @Nullable Duration wait(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(Instant.now(), until.toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Its one request ends by itself, or when its thread is interrupted. */
    @Override
    public void close() {}
}
