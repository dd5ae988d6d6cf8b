package dev.certsend.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a mail server asks to be left alone: what grey-listing writes into its refusals, such as "try again in 300 seconds". */
final class RetryHint {
    private static final Duration MOST = Duration.ofHours(1);
    private static final Pattern SPAN =
            Pattern.compile("\\b([0-9]{1,5}) ?(s|secs?|seconds?|m|mins?|minutes?)\\b", Pattern.CASE_INSENSITIVE);

    private RetryHint() {}

    /** The pause, or what the refusal asks for where that is longer; an hour at most. */
    static Duration longer(Duration pause, String said) {
        Matcher span = SPAN.matcher(said);
        if (!span.find()) {
            return pause;
        }
        long count = Long.parseLong(span.group(1));
        boolean seconds = span.group(2).toLowerCase(Locale.ROOT).startsWith("s");
        Duration asked = seconds ? Duration.ofSeconds(count) : Duration.ofMinutes(count);
        Duration bounded = asked.compareTo(MOST) > 0 ? MOST : asked;
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }
}
