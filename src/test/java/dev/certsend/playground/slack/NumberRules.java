package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field of numbers: what Slack takes as one, and what its client lets nobody submit (docs.slack.dev, number_input). */
final class NumberRules {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private NumberRules() {}

    static void check(Problems problems, String at, JsonNode element) {
        if (!element.has("is_decimal_allowed")) {
            problems.add(at, "missing required field: is_decimal_allowed");
        } else if (!element.path("is_decimal_allowed").isBoolean()) {
            problems.add(at + "/is_decimal_allowed", "must be a boolean");
        }
        for (String name : new String[] {"min_value", "max_value", "initial_value"}) {
            JsonNode value = element.path(name);
            if (element.has(name) && (!value.isTextual() || number(element, value.asText()) == null)) {
                problems.add(at + "/" + name, "must be a number, written as a string");
            }
        }
        BigDecimal least = number(element, Json.text(element, "min_value"));
        BigDecimal most = number(element, Json.text(element, "max_value"));
        if (least != null && most != null && least.compareTo(most) > 0) {
            problems.add(at + "/min_value", "must be less than or equal to max_value");
        }
        BigDecimal initial = number(element, Json.text(element, "initial_value"));
        if (initial != null && !within(initial, least, most)) {
            problems.add(at + "/initial_value", "must be from min_value to max_value");
        }
    }

    /** What Slack's client says under the field. */
    static Optional<String> complaint(JsonNode element, String typed) {
        BigDecimal number = number(element, typed);
        if (number == null) {
            return Optional.of("Please enter a " + (decimals(element) ? "number." : "whole number."));
        }
        BigDecimal least = number(element, Json.text(element, "min_value"));
        BigDecimal most = number(element, Json.text(element, "max_value"));
        return within(number, least, most)
                ? Optional.empty()
                : Optional.of("Please enter a number from " + least + " to " + most + ".");
    }

    private static boolean within(BigDecimal number, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        return (least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0);
    }

    private static @Nullable BigDecimal number(JsonNode element, String text) {
        Pattern written = decimals(element) ? DECIMAL : WHOLE;
        return written.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static boolean decimals(JsonNode element) {
        return element.path("is_decimal_allowed").asBoolean(false);
    }
}
