package dev.certsend.history;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent, in numbers. A send is one letter to one recipient.
 *
 * @param ofSends whether sends were counted; else what the entries say that were asked for
 * @param from the first day, in UTC, like all its days
 * @param to the last day
 * @param count how many
 * @param span what {@code times} are counted by
 * @param times every week or month of that time, the first one first, each named by its first day
 * @param modes by how the certificate was sent, the most frequent first
 * @param actions what came of the letters, by the log's words, the most frequent first
 * @param people who asked for most of them, ten at most
 * @param orders which most of them were about, ten at most
 */
record Summary(
        boolean ofSends,
        LocalDate from,
        LocalDate to,
        long count,
        Span span,
        List<Share> times,
        List<Share> modes,
        List<Share> actions,
        List<Share> people,
        List<Share> orders) {
    Summary {
        times = List.copyOf(times);
        modes = List.copyOf(modes);
        actions = List.copyOf(actions);
        people = List.copyOf(people);
        orders = List.copyOf(orders);
    }

    /** What is counted together. */
    enum Span {
        WEEK,
        MONTH
    }

    /**
     * How many of them have something in common.
     *
     * @param key what that is, as the log has it
     * @param name what people call it; null where the log has no name for it
     */
    record Share(String key, @Nullable String name, long count) {}
}
