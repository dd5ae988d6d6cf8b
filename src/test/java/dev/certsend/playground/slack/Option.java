package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** One choice of a menu, as a person reads it and as the app will get it. */
public record Option(String text, String value, String description) {

    static Option of(JsonNode option) {
        return new Option(
                Json.text(option.path("text"), "text"),
                Json.text(option, "value"),
                Json.text(option.path("description"), "text"));
    }
}
