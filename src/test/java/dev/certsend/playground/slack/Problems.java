package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with some JSON, each with a pointer to the place (RFC 6901), in Slack's way of saying it. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    void add(String pointer, String message) {
        found.add("[ERROR] " + message + " [json-pointer:" + pointer + "]");
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /** A missing field is a fault of its own; a string beyond the limit another. */
    void requireText(String pointer, JsonNode holder, String field, int max) {
        if (!holder.path(field).isTextual() || Json.text(holder, field).isEmpty()) {
            add(pointer, "missing required field: " + field);
        } else {
            atMost(pointer, holder, field, max);
        }
    }

    /** Counted in UTF-16 units: never more generous than Slack, whichever way it counts. */
    void atMost(String pointer, JsonNode holder, String field, int max) {
        if (Json.text(holder, field).length() > max) {
            add(pointer + "/" + field, "must be less than " + (max + 1) + " characters");
        }
    }

    /** A text object; {@code plain} where Slack takes no mrkdwn. */
    void requireTextObject(String pointer, JsonNode holder, String field, int max, boolean plain) {
        if (!holder.has(field) || holder.path(field).isNull()) {
            add(pointer, "missing required field: " + field);
        } else {
            textObject(pointer + "/" + field, holder.path(field), max, plain);
        }
    }

    void textObjectIfAny(String pointer, JsonNode holder, String field, int max, boolean plain) {
        if (holder.has(field) && !holder.path(field).isNull()) {
            textObject(pointer + "/" + field, holder.path(field), max, plain);
        }
    }

    void textObject(String pointer, JsonNode text, int max, boolean plain) {
        String type = Json.text(text, "type");
        if (!type.equals("plain_text") && (plain || !type.equals("mrkdwn"))) {
            add(pointer + "/type", plain ? "must be plain_text" : "must be plain_text or mrkdwn");
        }
        if (type.equals("plain_text") && text.has("verbatim")) {
            add(pointer, "invalid additional property: verbatim");
        }
        if (type.equals("mrkdwn") && text.has("emoji")) {
            add(pointer, "invalid additional property: emoji");
        }
        if (Json.text(text, "text").isEmpty()) {
            add(pointer + "/text", "must be more than 0 characters");
        }
        atMost(pointer, text, "text", max);
    }

    void size(String pointer, JsonNode list, int min, int max) {
        if (list.size() < min) {
            add(pointer, "no less than " + min + " items allowed");
        }
        if (list.size() > max) {
            add(pointer, "no more than " + max + " items allowed");
        }
    }
}
