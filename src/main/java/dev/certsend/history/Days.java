package dev.certsend.history;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as they are typed behind {@code since:} and {@code until:}: a day, a month, or so many days before today. */
record Days(LocalDate first, LocalDate last) {
    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("[12][0-9]{3}-[0-9]{2}");
    private static final Pattern AGO = Pattern.compile("([0-9]{1,4})d");

    /** Empty where it is none of these. */
    static Optional<Days> read(String typed, LocalDate today) {
        try {
            if (DAY.matcher(typed).matches()) {
                LocalDate day = LocalDate.parse(typed);
                return Optional.of(new Days(day, day));
            }
            if (MONTH.matcher(typed).matches()) {
                YearMonth month = YearMonth.parse(typed);
                return Optional.of(new Days(month.atDay(1), month.atEndOfMonth()));
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        Matcher ago = AGO.matcher(typed);
        if (ago.matches()) {
            LocalDate day = today.minusDays(Long.parseLong(ago.group(1)));
            return Optional.of(new Days(day, day));
        }
        return Optional.empty();
    }
}
