package dev.certsend.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the links of a send last, and how often each may give a file.
 *
 * @param days from 1 to {@link #MOST_DAYS}, from the moment the letter is written
 * @param mostDownloads from 1 to {@link #MOST_DOWNLOADS}; null for as many as one likes
 */
public record LinkTerms(int days, @Nullable Integer mostDownloads) {
    public static final int MOST_DAYS = 90;
    public static final int MOST_DOWNLOADS = 1000;

    public LinkTerms {
        within(days, MOST_DAYS);
        if (mostDownloads != null) {
            within(mostDownloads, MOST_DOWNLOADS);
        }
    }

    private static void within(int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("must be from 1 to " + most + ": " + number);
        }
    }

    /** How long a link works once it is made. */
    public Duration lifetime() {
        return Duration.ofDays(days);
    }
}
