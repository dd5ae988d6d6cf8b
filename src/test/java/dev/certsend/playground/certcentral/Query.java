package dev.certsend.playground.certcentral;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query string, decoded; {@code filters[name]} and {@code filters[name][0]} are the same filter with several values. */
record Query(Map<String, List<String>> values) {

    private static final Pattern FILTER = Pattern.compile("filters\\[(\\w+)](?:\\[\\d*])?");

    static Query parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(decode(key), k -> new ArrayList<>()).add(decode(value));
        }
        return new Query(values);
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(list -> list.get(0));
    }

    /** A whole number, or the other one if it is absent; NumberFormatException if it is no number. */
    int number(String name, int otherwise) {
        return first(name).map(Integer::parseInt).orElse(otherwise);
    }

    Map<String, List<String>> filters() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        values.forEach((key, list) -> {
            Matcher matcher = FILTER.matcher(key);
            if (matcher.matches()) {
                filters.computeIfAbsent(matcher.group(1), k -> new ArrayList<>())
                        .addAll(list);
            }
        });
        return filters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
