package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.certsend.certcentral.CallLimit.Urgency;
import dev.certsend.certcentral.CertCentralFault.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One GET at a time: sends it with the key when the limit lets it pass, waits no longer than allowed, and turns whatever
 * is no answer into a fault.
 */
final class Exchange {

    /**
     * What is asked for.
     *
     * @param name for people, such as "order 7"
     * @param path below the API's root, encoded
     * @param limit the longest answer, in bytes
     */
    record Call(String name, String path, String accept, long limit) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** How long to be quiet after a 429 that does not say: the shorter of CertCentral's windows. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final String USER_AGENT = "cert-send/"
            + Objects.requireNonNullElse(Exchange.class.getPackage().getImplementationVersion(), "unreleased");

    private final CertCentralSettings settings;
    private final CallLimit limit;
    private final Urgency urgency;
    private final HttpClient http;

    Exchange(CertCentralSettings settings, CallLimit limit, Urgency urgency) {
        // A redirect would take the key to whoever it names.
        this(
                settings,
                limit,
                urgency,
                HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .followRedirects(Redirect.NEVER)
                        .build());
    }

    private Exchange(CertCentralSettings settings, CallLimit limit, Urgency urgency, HttpClient http) {
        this.settings = settings;
        this.limit = limit;
        this.urgency = urgency;
        this.http = http;
    }

    /** The same over the same connections. */
    Exchange with(Urgency other) {
        return new Exchange(settings, limit, other, http);
    }

    byte[] bytes(Call call) {
        HttpResponse<byte[]> response = send(call);
        refuseErrors(call, response, parse(response.body()));
        return response.body();
    }

    JsonNode json(Call call) {
        HttpResponse<byte[]> response = send(call);
        JsonNode answer = parse(response.body());
        refuseErrors(call, response, answer);
        if (answer.isMissingNode()) {
            throw unreadable(call, "the answer is no JSON");
        }
        return answer;
    }

    CertCentralFault unreadable(Call call, @Nullable String why) {
        return fault(Kind.UNREADABLE, call, why == null ? "" : why, null);
    }

    private HttpResponse<byte[]> send(Call call) {
        limit.pass(urgency);
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url() + call.path()))
                .header("X-DC-DEVKEY", settings.apiKey().value())
                .header("Accept", call.accept())
                .header("User-Agent", USER_AGENT)
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, LimitedBody.of(call.limit()));
        try {
            // The request's own timeout ends with the head of the answer; a body could drip for ever.
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw fault(
                    Kind.UNREACHABLE,
                    call,
                    "no whole answer within " + settings.timeout().toMillis() + " ms",
                    null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw fault(Kind.UNREACHABLE, call, "interrupted", null);
        } catch (ExecutionException e) {
            throw broken(call, e.getCause() == null ? e : e.getCause());
        }
    }

    private CertCentralFault broken(Call call, Throwable cause) {
        if (cause instanceof LimitedBody.TooLong) {
            return unreadable(call, cause.getMessage());
        }
        if (cause instanceof IOException) {
            String words = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            return fault(Kind.UNREACHABLE, call, cause.getClass().getSimpleName() + words, null);
        }
        throw new IllegalStateException("the exchange with CertCentral failed", cause);
    }

    /** Errors are looked for under every status, since a gateway may have changed it on the way. */
    private void refuseErrors(Call call, HttpResponse<byte[]> response, JsonNode answer) {
        Refusal refusal = Refusal.of(response.statusCode(), answer);
        if (response.statusCode() / 100 != 2 || !refusal.isEmpty()) {
            Duration wait =
                    Refusal.retryAfter(response.headers(), Clock.systemUTC()).orElse(null);
            if (refusal.kind() == Kind.RATE_LIMITED) {
                limit.quiet(wait == null ? QUIET : wait);
            }
            throw fault(refusal.kind(), call, answered(response, refusal), wait);
        }
    }

    /** A missing node where the body is no JSON. */
    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String answered(HttpResponse<byte[]> response, Refusal refusal) {
        String status = "answered " + response.statusCode();
        if (!refusal.isEmpty()) {
            return status + " " + refusal.code() + ": " + refusal.words();
        }
        String type = response.headers().firstValue("Content-Type").orElse("no type");
        return status + " without a reason (" + type + ")";
    }

    private CertCentralFault fault(Kind kind, Call call, String what, @Nullable Duration wait) {
        String message = "CertCentral, " + call.name() + ": " + what;
        return new CertCentralFault(
                kind,
                message.replace(settings.apiKey().value(), settings.apiKey().toString()),
                wait);
    }
}
