package dev.certsend.seal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found, the first of them in full. */
final class Findings {
    private static final int MOST_KEPT = 20;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding.Kind kind, @Nullable Long entryId, String text) {
        count++;
        if (first.size() < MOST_KEPT) {
            first.add(new Finding(kind, entryId, text));
        }
    }

    List<Finding> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
