package dev.certsend.playground.certcentral;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code filters[date_created]}: by days where days are written, since comparing a million texts takes a second; by texts
 * otherwise.
 */
final class CreationFilter implements Predicate<LocalOrder> {

    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";

    private final List<Predicate<LocalOrder>> wanted;

    CreationFilter(List<String> wanted) {
        this.wanted = wanted.stream().map(CreationFilter::one).toList();
    }

    @Override
    public boolean test(LocalOrder order) {
        for (Predicate<LocalOrder> one : wanted) {
            if (one.test(order)) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<LocalOrder> one(String wanted) {
        if (wanted.matches(">" + DAY)) {
            return between(startAfter(wanted.substring(1)), null);
        }
        if (wanted.matches("<" + DAY)) {
            return between(null, startOf(wanted.substring(1)));
        }
        if (wanted.matches(DAY + "\\.\\.\\." + DAY)) {
            return between(startOf(wanted.substring(0, 10)), startAfter(wanted.substring(13)));
        }
        return order -> OrderFilter.matches(wanted, OrderJson.time(order.createdAt()));
    }

    private static Predicate<LocalOrder> between(@Nullable Instant start, @Nullable Instant end) {
        return order -> (start == null || !order.createdAt().isBefore(start))
                && (end == null || order.createdAt().isBefore(end));
    }

    private static Instant startOf(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant startAfter(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
