package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.certsend.certcentral.CertCentralFault.Kind;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What CertCentral says when it will not: {@code {"errors":[{"code","message"}]}}. Codes come first, since statuses
 * differ between versions of the API.
 *
 * @param code empty if the answer has none
 */
record Refusal(int status, String code, String words) {

    private static final int TOO_MANY_REQUESTS = 429;

    static Refusal of(int status, JsonNode answer) {
        JsonNode first = answer.path("errors").path(0);
        String words =
                first.isTextual() ? first.asText() : first.path("message").asText("");
        return new Refusal(status, first.path("code").asText(""), words);
    }

    boolean isEmpty() {
        return code.isEmpty() && words.isEmpty();
    }

    /** For people: the words, or else the code. */
    String said() {
        return words.isEmpty() ? code : words;
    }

    Kind kind() {
        if (code.equals("cert_unavailable_processing")) {
            return Kind.NOT_ISSUED;
        }
        if (status == TOO_MANY_REQUESTS || code.equals("request_limit_exceeded")) {
            return Kind.RATE_LIMITED;
        }
        if (code.equals("time_frame_too_long")) {
            return Kind.REFUSED;
        }
        if (status == 401 || status == 403 || code.startsWith("access_denied")) {
            return Kind.KEY_REFUSED;
        }
        if (code.startsWith("not_found") && !code.equals("not_found|route")) {
            return Kind.NOT_FOUND;
        }
        if (status == 404) {
            // A machine on the way knows nothing of our orders: none must be taken for gone because of it.
            return Kind.UNREADABLE;
        }
        return status == 406 || status == 408 || status >= 500 ? Kind.BUSY : Kind.REFUSED;
    }

    /** Seconds or a date (RFC 9110, section 10.2.3). CertCentral documents neither; its gateways may send it. */
    static Optional<Duration> retryAfter(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After").flatMap(value -> wait(value.strip(), clock));
    }

    private static Optional<Duration> wait(String value, Clock clock) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
