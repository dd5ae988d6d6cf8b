package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.certcentral.CallLimit.Urgency;
import dev.certsend.certcentral.CertCentralFault.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * One call at a time: sends it with the key when the limit lets it pass, waits no longer than allowed, and turns whatever
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

    /**
     * What CertCentral is to do, which asked twice would be done twice.
     *
     * @param call where, and what may be answered
     * @param beforeSending runs when the limit has let it pass, at the last moment at which it can't have been done; if it
     *     throws, nothing is sent, and the exception comes out
     */
    record Change(Call call, String method, ObjectNode body, Runnable beforeSending) {}

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
        HttpResponse<byte[]> response = get(call);
        refuseErrors(call, response, parse(response.body()));
        return response.body();
    }

    JsonNode json(Call call) {
        HttpResponse<byte[]> response = get(call);
        JsonNode answer = parse(response.body());
        refuseErrors(call, response, answer);
        if (answer.isMissingNode()) {
            throw unreadable(call, "the answer is no JSON");
        }
        return answer;
    }

    /** Returns when it was done; {@link Kind#UNCERTAIN} means that it may have been. */
    void change(Change change) {
        Call call = change.call();
        limit.pass(urgency);
        change.beforeSending().run();
        HttpRequest request = request(call)
                .header("Content-Type", "application/json")
                .method(change.method(), BodyPublishers.ofString(change.body().toString()))
                .build();
        HttpResponse<byte[]> response = send(call, request, Kind.UNCERTAIN);
        JsonNode answer = parse(response.body());
        Refusal refusal = Refusal.of(response.statusCode(), answer);
        if (refusal.code().isEmpty() && mayHideSuccess(response.statusCode())) {
            throw fault(Kind.UNCERTAIN, call, answered(response, refusal), null);
        }
        refuseErrors(call, response, answer);
        if (answer.isMissingNode() && isPage(response.body())) {
            throw fault(Kind.UNCERTAIN, call, "the answer is a page from somewhere on the way", null);
        }
    }

    /**
     * Whether a machine on the way may have put this status in the place of CertCentral's answer, such as 504, or 524 of
     * Cloudflare's. With 503 nothing was passed on.
     */
    private static boolean mayHideSuccess(int status) {
        return status == 408 || (status >= 500 && status != 503);
    }

    CertCentralFault unreadable(Call call, @Nullable String why) {
        return fault(Kind.UNREADABLE, call, why == null ? "" : why, null);
    }

    private HttpResponse<byte[]> get(Call call) {
        limit.pass(urgency);
        return send(call, request(call).GET().build(), Kind.UNREACHABLE);
    }

    private HttpRequest.Builder request(Call call) {
        return HttpRequest.newBuilder(URI.create(settings.url() + call.path()))
                .header("X-DC-DEVKEY", settings.apiKey().value())
                .header("Accept", call.accept())
                .header("User-Agent", USER_AGENT);
    }

    /** @param lost what it is called when the request may have arrived and no answer came */
    private HttpResponse<byte[]> send(Call call, HttpRequest request, Kind lost) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, LimitedBody.of(call.limit()));
        try {
            // The request's own timeout ends with the head of the answer; a body could drip for ever.
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw fault(
                    lost, call, "no whole answer within " + settings.timeout().toMillis() + " ms", null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw fault(lost, call, "interrupted", null);
        } catch (ExecutionException e) {
            throw broken(call, e.getCause() == null ? e : e.getCause(), lost);
        }
    }

    private CertCentralFault broken(Call call, Throwable cause, Kind lost) {
        if (cause instanceof LimitedBody.TooLong && lost != Kind.UNCERTAIN) {
            return unreadable(call, cause.getMessage());
        }
        if (cause instanceof IOException) {
            String words = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            Kind kind = neverLeft(cause) ? Kind.UNREACHABLE : lost;
            return fault(kind, call, cause.getClass().getSimpleName() + words, null);
        }
        throw new IllegalStateException("the exchange with CertCentral failed", cause);
    }

    /** There was no connection to send it over. */
    private static boolean neverLeft(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
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
            throw fault(refusal.kind(), call, answered(response, refusal), wait, refusal.said());
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

    private static boolean isPage(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.replaceFirst("^\uFEFF", "").stripLeading().startsWith("<");
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
        return fault(kind, call, what, wait, "");
    }

    private CertCentralFault fault(Kind kind, Call call, String what, @Nullable Duration wait, String said) {
        String message = "CertCentral, " + call.name() + ": " + what;
        return new CertCentralFault(kind, withoutKey(message), wait, withoutKey(said));
    }

    private String withoutKey(String text) {
        return text.replace(settings.apiKey().value(), settings.apiKey().toString());
    }
}
