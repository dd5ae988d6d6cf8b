package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A refusal in Slack's own code word, and what {@code response_metadata.messages} says about it. */
final class SlackError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> messages;

    SlackError(String code, List<String> messages) {
        super(code + " " + messages);
        this.code = code;
        this.messages = List.copyOf(messages);
    }

    SlackError(String code) {
        this(code, List.of());
    }

    static SlackError missing(String argument) {
        return new SlackError(
                "invalid_arguments",
                List.of("[ERROR] missing required field: " + argument + " [json-pointer:/" + argument + "]"));
    }

    String code() {
        return code;
    }

    ObjectNode body() {
        ObjectNode body = Json.object().put("ok", false).put("error", code);
        if (!messages.isEmpty()) {
            ArrayNode said = body.putObject("response_metadata").putArray("messages");
            messages.forEach(said::add);
        }
        return body;
    }
}
