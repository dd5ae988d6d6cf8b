package dev.certsend.export;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log as people name it: a position, or a moment.
 *
 * @param position null where it is a moment
 * @param at null where it is a position
 */
public record Point(@Nullable Long position, @Nullable Instant at) {
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([mhd])");

    public static Point at(long position) {
        return new Point(position, null);
    }

    /** Reads {@code 123456}, {@code 30d} ago, {@code 2026-01-01} from midnight UTC on, or {@code 2026-01-01T08:00:00Z}. */
    public static Point parse(String text, Clock clock) {
        if (POSITION.matcher(text).matches()) {
            return at(Long.parseLong(text));
        }
        try {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                return new Point(null, clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2))));
            }
            return new Point(
                    null,
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be a position such as 123456, a span such as 30d, a day such as 2026-01-01, or a moment such as"
                            + " 2026-01-01T08:00:00Z",
                    e);
        }
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
