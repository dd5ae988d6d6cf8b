package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;

/** The JSON of a request that changes something. */
final class JsonBody {

    private JsonBody() {}

    /** An object with no other fields than these; an IllegalArgumentException for anything else. */
    static JsonNode read(String body, String... fields) {
        JsonNode json;
        try {
            json = Answer.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("no object");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            if (!List.of(fields).contains(names.next())) {
                throw new IllegalArgumentException("a field that nobody knows");
            }
        }
        return json;
    }

    static Answer invalid(String field) {
        return Answer.error(400, "invalid_value:" + field, field + " contains an invalid value.");
    }
}
