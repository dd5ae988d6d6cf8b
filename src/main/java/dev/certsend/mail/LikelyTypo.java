package dev.certsend.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slips of the finger in the domain of an address ({@code gmial.com}, {@code example.con}), and letters before the {@code @} that only
 * look like ASCII. Good for a question, not for a refusal.
 */
public final class LikelyTypo {

    /**
     * The largest public providers, the likelier meant first. None with a name of four letters or less: whatever is one slip away from
     * such a name is somebody's too.
     */
    private static final List<String> PROVIDERS = List.of(
            "gmail.com",
            "outlook.com",
            "hotmail.com",
            "yahoo.com",
            "icloud.com",
            "protonmail.com",
            "googlemail.com",
            "hotmail.co.uk",
            "hotmail.fr",
            "yahoo.co.uk",
            "yahoo.fr",
            "orange.fr",
            "wanadoo.fr",
            "laposte.net",
            "comcast.net",
            "verizon.net",
            "t-online.de",
            "yandex.ru");

    /** The one that is at home under {@code .com} alone; of the others, other countries' names are real. */
    private static final String GMAIL = PROVIDERS.get(0);

    private static final Set<String> REAL_NEIGHBOURS = Set.of("gail.com", "orage.fr");

    /** No such top-level domains, and what they are typed for. */
    private static final Map<String, String> SLIPS = Map.of(
            "con", "com", "cmo", "com", "ocm", "com", "vom", "com", "comm", "com", "coom", "com", "nte", "net", "ent",
            "net", "ogr", "org");

    private LikelyTypo() {}

    /** The address probably meant; empty if the typed one looks well. */
    public static Optional<EmailAddress> meant(EmailAddress typed) {
        String localPart = LocalPart.lookAlike(typed.localPart()).orElse(typed.localPart());
        String domain = domainMeant(typed.domain()).orElse(typed.domain());
        return Optional.of(new EmailAddress(localPart, domain)).filter(meant -> !meant.equals(typed));
    }

    private static Optional<String> domainMeant(String domain) {
        if (PROVIDERS.contains(domain) || REAL_NEIGHBOURS.contains(domain)) {
            return Optional.empty();
        }
        return PROVIDERS.stream()
                .filter(provider -> isSlip(domain, provider))
                .findFirst()
                .or(() -> withoutSlip(domain));
    }

    private static Optional<String> withoutSlip(String domain) {
        int tld = domain.lastIndexOf('.') + 1;
        return Optional.ofNullable(SLIPS.get(domain.substring(tld))).map(meant -> domain.substring(0, tld) + meant);
    }

    /** Fingers seldom miss the first letter: {@code ymail.com}, {@code email.com} and {@code mail.com} are what they say. */
    private static boolean isSlip(String domain, String provider) {
        boolean sameName = name(domain).equals(name(provider));
        char first = provider.charAt(0);
        boolean sameStart = domain.charAt(0) == first || domain.charAt(1) == first;
        return sameStart && (!sameName || provider.equals(GMAIL)) && distance(domain, provider) == 1;
    }

    private static String name(String domain) {
        return domain.substring(0, domain.indexOf('.'));
    }

    /** How many letters were left out, put in, exchanged or swapped with their neighbour (Damerau-Levenshtein, each place once). */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, one, other, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int fewest(int[][] steps, String one, String other, int i, int j) {
        int exchanged = steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(exchanged, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
