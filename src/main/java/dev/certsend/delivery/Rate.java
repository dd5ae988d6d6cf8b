package dev.certsend.delivery;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many letters the mail server may be given within any span of this length.
 *
 * @param letters 1 at least
 */
public record Rate(int letters, Duration span) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/(s|min|h)");

    public Rate {
        if (letters < 1 || span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("nothing would ever leave at a rate of " + letters + " in " + span);
        }
    }

    /**
     * Reads such as {@code 30/min}, {@code 2/s} or {@code 500/h}.
     *
     * @throws IllegalArgumentException naming the form it must have
     */
    public static Rate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("must be letters per s, min or h, such as 30/min");
        }
        Duration span =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "min" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return new Rate(Integer.parseInt(matcher.group(1)), span);
    }
}
