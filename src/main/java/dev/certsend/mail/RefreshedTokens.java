package dev.certsend.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.certsend.secret.Secret;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens that an authorization server gives for a refresh token (RFC 6749 section 6). */
final class RefreshedTokens implements TokenSource {

    private static final String NAME = "the server of SMTP_OAUTH_TOKEN_URL";
    private static final int MOST_BYTES = 65_536;
    private static final Duration USED_NO_LONGER = Duration.ofMinutes(1);
    private static final long LONGEST_LIFETIME = Duration.ofDays(1).toSeconds();
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OAuth.Refresh settings;
    private final Duration patience;
    private final HttpClient http;
    private Secret refreshToken;

    RefreshedTokens(OAuth.Refresh settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
        this.refreshToken = settings.refreshToken();
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    @Override
    public synchronized Token fetch() throws TokenFault {
        HttpResponse<Optional<String>> answer = ask();
        JsonNode json = read(answer.body().orElse(""));
        int status = answer.statusCode();
        if (status >= 500 || status == 429) {
            throw TokenFault.passing(NAME + " answered " + status);
        }
        if (status != 200) {
            String error = json.path("error").asText();
            String told = ERROR.matcher(error).matches() ? " " + error : "";
            throw TokenFault.lasting(NAME + " refused a token: " + status + told);
        }
        if (answer.body().isEmpty()) {
            throw TokenFault.lasting(NAME + " answered with more than 64 kB");
        }
        String token = json.path("access_token").asText();
        if (!TOKEN.matcher(token).matches()) {
            throw TokenFault.lasting(NAME + " answered without a token");
        }
        String next = json.path("refresh_token").asText();
        if (!next.isBlank()) {
            refreshToken = new Secret(next); // the old one may be good no longer
        }
        return new Token(new Secret(token), lifetime(json.path("expires_in")));
    }

    private static Duration lifetime(JsonNode expiresIn) {
        long seconds = expiresIn.asLong();
        if (seconds <= 0) {
            return USUAL_LIFETIME;
        }
        Duration lifetime =
                Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME)).minus(USED_NO_LONGER);
        return lifetime.isNegative() ? Duration.ZERO : lifetime;
    }

    private HttpResponse<Optional<String>> ask() throws TokenFault {
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form()))
                .build();
        CompletableFuture<HttpResponse<Optional<String>>> answer = http.sendAsync(request, ShortBody.of(MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw TokenFault.passing(NAME + " did not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException fault) {
            String why =
                    fault.getCause() == null ? "" : fault.getCause().getClass().getSimpleName();
            throw TokenFault.passing(NAME + " can't be reached: " + why);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw TokenFault.passing("stopped while waiting for " + NAME);
        } finally {
            answer.cancel(true);
        }
    }

    private String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("client_id", settings.clientId());
        putIfThere(fields, "client_secret", settings.clientSecret());
        fields.put("refresh_token", refreshToken.value());
        String scope = settings.scope();
        if (scope != null) {
            fields.put("scope", scope);
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void putIfThere(Map<String, String> fields, String name, @Nullable Secret value) {
        if (value != null) {
            fields.put(name, value.value());
        }
    }

    private static JsonNode read(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException unreadable) { // its message would quote the body
            return MissingNode.getInstance();
        }
    }
}
