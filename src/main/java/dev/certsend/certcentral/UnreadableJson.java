package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A value of a wholly other type than documented. Names the field and the type, not the value. */
final class UnreadableJson extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableJson(String field, JsonNode value) {
        super(field + " is an unexpected " + value.getNodeType().name().toLowerCase(Locale.ROOT));
    }
}
