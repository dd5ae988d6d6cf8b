package dev.certsend.manage;

import dev.certsend.slack.Metadata;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the list of links a page is; the buttons carry it.
 *
 * @param query as {@link LinkQuery} writes it
 * @param page counted from 0
 */
record Place(String query, int page) {
    private static final int MOST_PAGES = 10_000;

    /** An ephemeral message hands back nothing but ids and values: the id of a row carries the place. */
    private static final Pattern ROW = Pattern.compile("link [0-9a-f-]{36} \\d+ (\\d{1,4}) (.*)", Pattern.DOTALL);

    Place {
        if (page < 0 || page >= MOST_PAGES) {
            throw new IllegalArgumentException("no page of links");
        }
    }

    Place turned(int pages) {
        return new Place(query, page + pages);
    }

    String written() {
        return Metadata.written(this);
    }

    /** What the id of each row ends in. */
    String inRow() {
        return " " + page + " " + query;
    }

    /** @throws IllegalArgumentException what came back is no place */
    static Place read(String written) {
        return Metadata.read(written, Place.class)
                .orElseThrow(() -> new IllegalArgumentException("no place in a list"));
    }

    /** The place in the list whose row has this id; empty for a row that stands elsewhere. */
    static Optional<Place> ofRow(String blockId) {
        Matcher row = ROW.matcher(blockId);
        return row.matches() ? Optional.of(new Place(row.group(2), Integer.parseInt(row.group(1)))) : Optional.empty();
    }
}
