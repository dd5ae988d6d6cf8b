package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read in the way CertCentral writes: a number, string or boolean may stand for another, and nothing
 * may be a missing key, null, false, a blank string or an empty array. Any other type is {@link UnreadableJson}.
 */
final class Json {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** PostgreSQL takes no NUL and no half of a surrogate pair; people take no control character. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    static Json object(JsonNode node) {
        if (!node.isObject()) {
            throw new UnreadableJson("object", node);
        }
        return new Json(node);
    }

    /** The object under this name; one without any key where there is nothing. */
    Json object(String name) {
        JsonNode value = node.path(name);
        if (isNothing(value)) {
            return new Json(MissingNode.getInstance());
        }
        if (!value.isObject()) {
            throw new UnreadableJson(name, value);
        }
        return new Json(value);
    }

    /** The elements under this name, whatever they are. */
    List<JsonNode> array(String name) {
        JsonNode value = node.path(name);
        if (isNothing(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new UnreadableJson(name, value);
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /** The texts under this name without blank ones; a single text stands for a list of one. */
    List<String> texts(String name) {
        JsonNode value = node.path(name);
        List<JsonNode> elements = value.isTextual() ? List.of(value) : array(name);
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements) {
            String text = text(name, element);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Nullable
    String text(String name) {
        return text(name, node.path(name));
    }

    @Nullable
    Long number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new UnreadableJson(name, node.path(name));
        }
        return Long.valueOf(text);
    }

    /** True for whatever is there but 0 and "false". */
    boolean flag(String name) {
        String text = text(name);
        return text != null && !text.equals("false") && !text.equals("0");
    }

    private static @Nullable String text(String name, JsonNode value) {
        if (isNothing(value)) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new UnreadableJson(name, value);
        }
        String text = UNPRINTABLE.matcher(value.asText()).replaceAll("\uFFFD").strip();
        return text.isEmpty() ? null : text;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isArray() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isBlank());
    }
}
