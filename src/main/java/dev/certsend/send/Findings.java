package dev.certsend.send;

import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found wrong with a form while it is checked: the error under each field, and the reason for the audit log. */
final class Findings {
    private final Words words;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();

    Findings(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    boolean refused(String field) {
        return errors.containsKey(field);
    }

    Map<String, String> errors() {
        return errors;
    }

    List<String> reasons() {
        return reasons;
    }

    /**
     * Something is wrong with a field; the last word on each stays.
     *
     * @param error what the person reads
     * @param reason the same for the audit log
     */
    void refuse(String field, String error, String reason) {
        errors.put(field, error);
        reasons.add(reason);
    }
}
