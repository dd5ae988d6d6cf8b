package dev.certsend.history;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent, in numbers. A send is one letter to one recipient.
 *
 * @param from the first day, in UTC, like all its days
 * @param to the last day
 * @param sends how many
 * @param span what {@code times} are counted by
 * @param times every week or month of that time, the first one first, each named by its first day
 * @param modes by how the certificate was sent, the most frequent first
 * @param states by what has become of them by now, the most frequent first
 * @param people who asked for most of them, ten at most
 * @param orders which most of them were about, ten at most
 */
record Summary(
        LocalDate from,
        LocalDate to,
        long sends,
        Span span,
        List<Share> times,
        List<Share> modes,
        List<Share> states,
        List<Share> people,
        List<Share> orders) {
    Summary {
        times = List.copyOf(times);
        modes = List.copyOf(modes);
        states = List.copyOf(states);
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

    /** What has become of a send. */
    enum State {
        ACCEPTED("summary.state.accepted"),
        FAILED("summary.state.failed"),
        UNCERTAIN("summary.state.uncertain"),
        CANCELLED("summary.state.cancelled"),
        UNDER_WAY("summary.state.under_way");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** The key of its words. */
        String words() {
            return words;
        }
    }
}
