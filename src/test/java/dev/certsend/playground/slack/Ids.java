package dev.certsend.playground.slack;

import java.util.Locale;
import java.util.UUID;

/** Ids in Slack's manner. Random, because apps keep them: two local Slacks over one database must not give the same ones. */
final class Ids {

    private Ids() {}

    static String next(String prefix) {
        long random = UUID.randomUUID().getMostSignificantBits() >>> 1;
        String digits = Long.toString(random, 36).toUpperCase(Locale.ROOT);
        return prefix + "0" + "0".repeat(Math.max(0, 9 - digits.length()))
                + digits.substring(0, Math.min(9, digits.length()));
    }

    static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
