package dev.certsend.orders;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days from one to another, both included, in UTC as certificates count them. Typed as {@code 2026-12-01},
 * {@code 2026-12}, {@code 2026-12-01..2027-01-31} (either end may be left out), {@code <2026-12-01}, {@code >2026-12-01},
 * or as so many days or weeks from today, {@code <30d}, {@code >8w}.
 */
record DayRange(LocalDate from, LocalDate to) {
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private static final Pattern SPAN = Pattern.compile("([<>])(=?)([0-9]{1,4})([dw])");
    private static final Pattern SIDE = Pattern.compile("([<>])(=?)([0-9-]+)");
    private static final String TO = "..";

    /** Days that are counted in spans lie ahead: {@code <30d} is from today to 30 days from now. */
    static Optional<DayRange> ahead(String typed, LocalDate today) {
        Matcher span = SPAN.matcher(typed);
        if (!span.matches()) {
            return read(typed);
        }
        LocalDate turn = today.plusDays(days(span));
        return Optional.of(
                span.group(1).equals("<")
                        ? new DayRange(today, turn)
                        : new DayRange(turn.plusDays(past(span)), LATEST));
    }

    /** Days that are counted in spans lie behind: {@code <30d} is the last 30 days. */
    static Optional<DayRange> behind(String typed, LocalDate today) {
        Matcher span = SPAN.matcher(typed);
        if (!span.matches()) {
            return read(typed);
        }
        LocalDate turn = today.minusDays(days(span));
        return Optional.of(
                span.group(1).equals("<")
                        ? new DayRange(turn, LATEST)
                        : new DayRange(EARLIEST, turn.minusDays(past(span))));
    }

    private static long days(Matcher span) {
        return Long.parseLong(span.group(3)) * (span.group(4).equals("w") ? 7 : 1);
    }

    /** The day of the turn belongs to what is nearer, and to what is further where that was asked for. */
    private static int past(Matcher span) {
        return span.group(2).isEmpty() ? 1 : 0;
    }

    private static Optional<DayRange> read(String asTyped) {
        // CertCentral itself writes three dots.
        String typed = asTyped.replace("...", TO);
        try {
            Matcher side = SIDE.matcher(typed);
            if (side.matches()) {
                return Optional.of(side(side.group(1), !side.group(2).isEmpty(), day(side.group(3))));
            }
            int to = typed.indexOf(TO);
            DayRange range = to < 0
                    ? day(typed)
                    : new DayRange(
                            to == 0 ? EARLIEST : day(typed.substring(0, to)).from(),
                            to + 2 == typed.length()
                                    ? LATEST
                                    : day(typed.substring(to + 2)).to());
            return typed.equals(TO) || range.from().isAfter(range.to()) ? Optional.empty() : Optional.of(range);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DayRange side(String sign, boolean included, DayRange day) {
        if (sign.equals("<")) {
            return new DayRange(EARLIEST, included ? day.to() : day.from().minusDays(1));
        }
        return new DayRange(included ? day.from() : day.to().plusDays(1), LATEST);
    }

    /** A day, or a month with all its days. */
    private static DayRange day(String text) {
        if (text.length() == 7) {
            YearMonth month = YearMonth.parse(text);
            return bounded(new DayRange(month.atDay(1), month.atEndOfMonth()));
        }
        LocalDate day = LocalDate.parse(text);
        return bounded(new DayRange(day, day));
    }

    private static DayRange bounded(DayRange days) {
        if (days.from().isBefore(EARLIEST) || days.to().isAfter(LATEST)) {
            throw new DateTimeException("no certificate is of that day");
        }
        return days;
    }
}
