package dev.certsend;

import dev.certsend.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The environment, read variable by variable; what is wrong with it is collected, so that all of it can be told at once. */
final class Environment {
    private final Map<String, String> variables;
    private final List<String> faults = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The faults so far, each naming its variable and the mend. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whether a variable is there, directly or by file. */
    boolean has(String name) {
        return !blank(variables.get(name)) || !blank(variables.get(name + "_FILE"));
    }

    /** Which of these variables are set directly, and to what. */
    Map<String, String> told(List<String> names) {
        Map<String, String> told = new TreeMap<>();
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                told.put(name, value.strip());
            }
        }
        return told;
    }

    /** Notes a fault of several variables together; it begins with the name of the one to mend. */
    void refuse(String fault) {
        faults.add(fault);
    }

    /** A variable that must be there. Null only where a fault was noted. */
    <T> @Nullable T required(String name, String meaning, Function<String, T> parser) {
        String value = value(name);
        if (value == null) {
            if (faults.stream().noneMatch(fault -> fault.startsWith(name + " ") || fault.startsWith(name + "_FILE "))) {
                faults.add(name + " is missing: set it to " + meaning);
            }
            return null;
        }
        return parsed(name, value, parser);
    }

    /** A variable that may be there. */
    <T> @Nullable T optional(String name, @Nullable String otherwise, Function<String, T> parser) {
        String value = value(name);
        if (value == null && otherwise == null) {
            return null;
        }
        return parsed(name, value == null ? String.valueOf(otherwise) : value, parser);
    }

    static Secret secret(String value) {
        if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "has a space, line break or letter beyond ASCII in it; copy it once more");
        }
        return new Secret(value);
    }

    private <T> @Nullable T parsed(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            // The message is the parser's own: none of them repeats what may be a secret.
            String message = String.valueOf(e.getMessage());
            faults.add(message.startsWith(name) ? message : name + " " + message);
            return null;
        }
    }

    private @Nullable String value(String name) {
        String direct = variables.get(name);
        String file = variables.get(name + "_FILE");
        if (!blank(direct) && !blank(file)) {
            faults.add(name + " and " + name + "_FILE are both set: keep one of them");
            return null;
        }
        if (!blank(file)) {
            return fromFile(name, String.valueOf(file));
        }
        return blank(direct) ? null : String.valueOf(direct).strip();
    }

    private @Nullable String fromFile(String name, String file) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                faults.add(name + "_FILE names an empty file");
                return null;
            }
            return content;
        } catch (IOException | RuntimeException e) {
            faults.add(name + "_FILE names a file that can't be read: "
                    + e.getClass().getSimpleName());
            return null;
        }
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
