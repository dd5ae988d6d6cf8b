package dev.certsend.confirmation;

import dev.certsend.text.Words;
import java.time.Instant;

/** Moments as Slack shows each reader by their own clock; whoever reads text alone reads the minute in UTC. */
final class Dates {
    private Dates() {}

    static String minute(Instant when, Words words) {
        return written(when, "{date_short_pretty} {time}", words);
    }

    /** Of the next minutes, to the second. */
    static String second(Instant when, Words words) {
        return written(when, "{time_secs}", words);
    }

    private static String written(Instant when, String form, Words words) {
        return "<!date^" + when.getEpochSecond() + "^" + form + "|" + words.minute(when) + ">";
    }
}
