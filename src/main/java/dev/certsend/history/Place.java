package dev.certsend.history;

import dev.certsend.audit.AuditSearch.Key;
import dev.certsend.slack.Metadata;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log a page is; the buttons below it carry it, for which Slack has 2,000 characters.
 *
 * @param query as {@link AuditQuery} writes it
 * @param cursors the last entry of each page turned so far, as {@link Key} writes it
 */
record Place(String query, List<String> cursors) {
    private static final int MOST_PAGES = 50;

    Place {
        cursors = List.copyOf(cursors);
    }

    static Place first(AuditQuery query) {
        return new Place(query.written(), List.of());
    }

    /** The entry this page is older than; null on the first page. */
    @Nullable
    Key before() {
        return cursors.isEmpty() ? null : Key.read(cursors.get(cursors.size() - 1));
    }

    /** @throws IllegalArgumentException what came back holds no query of ours */
    AuditQuery asked() {
        try {
            return AuditQuery.read(query);
        } catch (UnreadPiece e) {
            throw new IllegalArgumentException("no query of ours", e);
        }
    }

    Place older(Key last) {
        List<String> turned =
                Stream.concat(cursors.stream(), Stream.of(last.written())).toList();
        return new Place(query, turned.subList(Math.max(0, turned.size() - MOST_PAGES), turned.size()));
    }

    Place newer() {
        return new Place(query, cursors.subList(0, cursors.size() - 1));
    }

    String written() {
        return Metadata.written(this);
    }

    /** @throws IllegalArgumentException what came back is no place */
    static Place read(@Nullable String written) {
        return Metadata.read(written, Place.class)
                .orElseThrow(() -> new IllegalArgumentException("no place in the audit log"));
    }
}
