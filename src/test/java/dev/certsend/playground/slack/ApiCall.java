package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One call of the Web API as it was received, and what was answered.
 *
 * @param answer the answer's body; {@code error} tells a refusal
 */
public record ApiCall(String method, Map<String, String> arguments, JsonNode answer) {

    public boolean isOk() {
        return answer.path("ok").asBoolean(false);
    }

    public String error() {
        return Json.text(answer, "error");
    }

    /** An argument, or an empty text. */
    public String argument(String name) {
        return arguments.getOrDefault(name, "");
    }
}
