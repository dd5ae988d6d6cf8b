package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What the app answered to one request.
 *
 * @param status the HTTP status; 0 if nothing was asked or no answer came in time
 * @param took from the request's first byte to the answer's last
 * @param shown what the person reads on the spot; empty if nothing
 */
public record Answer(int status, String body, Duration took, String shown) {

    static Answer notAsked(String shown) {
        return new Answer(0, "", Duration.ZERO, shown);
    }

    /** Whether the app acknowledged, in time and with 200. */
    public boolean isAck() {
        return status == 200;
    }

    /** What the person reads on the spot. */
    public String text() {
        return shown;
    }

    /** The body as JSON; an empty object if it is none. */
    public JsonNode json() {
        return Json.parseObject(body).orElseGet(Json::object);
    }

    Answer showing(String words) {
        return new Answer(status, body, took, words);
    }
}
