package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of a Web API call, however they were sent. */
record Arguments(Map<String, String> values) {

    static Arguments of(Context request) {
        Map<String, String> values = new LinkedHashMap<>();
        String type = request.contentType();
        if (type != null && type.startsWith("application/json")) {
            Json.parseObject(request.body())
                    .orElseThrow(() -> new SlackError("json_not_object"))
                    .properties()
                    .forEach(f -> put(values, f.getKey(), f.getValue()));
        } else {
            request.queryParamMap().forEach((name, all) -> values.put(name, all.get(0)));
            request.formParamMap().forEach((name, all) -> values.put(name, all.get(0)));
        }
        return new Arguments(values);
    }

    private static void put(Map<String, String> values, String name, JsonNode value) {
        if (!value.isNull()) {
            values.put(name, value.isTextual() ? value.asText() : value.toString());
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    String required(String name) {
        if (text(name).isEmpty()) {
            throw SlackError.missing(name);
        }
        return text(name);
    }

    ObjectNode object(String name) {
        return Json.parseObject(required(name)).orElseThrow(() -> new SlackError("invalid_arguments"));
    }

    /** The array, or an empty one if it was not given. */
    ArrayNode array(String name) {
        if (text(name).isEmpty()) {
            return Json.array();
        }
        try {
            JsonNode parsed = Json.parse(text(name));
            if (parsed instanceof ArrayNode array) {
                return array;
            }
        } catch (IllegalArgumentException e) {
            throw new SlackError("invalid_blocks_format");
        }
        throw new SlackError("invalid_blocks_format");
    }
}
