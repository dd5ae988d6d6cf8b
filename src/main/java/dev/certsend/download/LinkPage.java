package dev.certsend.download;

import dev.certsend.link.OpenLink;
import dev.certsend.orders.CertificateInWords.Fact;
import dev.certsend.text.ManyLines;
import dev.certsend.text.OneLine;
import dev.certsend.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the download page shows; the template escapes it.
 *
 * @param message the requester's own words; null where there are none
 * @param left what remains of the certificate's time, in words
 */
public record LinkPage(
        Words words,
        CertificateSheet certificate,
        String opening,
        @Nullable Message message,
        List<Notice> notices,
        String left,
        boolean expired,
        Offer offer) {
    private static final int MOST_NAME = 80;

    /** The nearest number of days is told of a link: one that was just sent for three has three left. */
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** Words that somebody typed, line by line, under a label that says who. */
    public record Message(String label, List<String> lines) {}

    /**
     * What a recipient must not overlook.
     *
     * @param tone {@code bad}, {@code soon} or {@code news}, for its looks
     */
    public record Notice(String tone, String title, String text, List<Fact> facts) {}

    /**
     * What can be taken, and how.
     *
     * @param path of the page, from the root of the host
     * @param counted whether a file is given for the press of a button only
     * @param open whether there is anything left to take, and so anything to show of all this
     * @param remaining how many downloads are left; null where they are not counted
     * @param command takes the main file
     */
    public record Offer(
            String path,
            boolean counted,
            boolean open,
            String until,
            @Nullable String remaining,
            String command) {

        /** Without the path and the command, which open the page. */
        @Override
        public String toString() {
            return "(offer " + until + ")";
        }
    }

    static LinkPage of(OpenLink link, CertificateSheet certificate, Words words, Address address, Instant now) {
        String person = OneLine.of(link.requesterName(), MOST_NAME);
        Instant end = certificate.facts().notAfter();
        boolean expired = end.isBefore(now);
        List<String> lines = ManyLines.of(link.message());
        return new LinkPage(
                words,
                certificate,
                words.say(
                        "download.opening",
                        Map.of(
                                "person", person,
                                "when", words.minute(link.requestedAt()),
                                "order", Long.toString(link.orderId()))),
                lines.isEmpty() ? null : new Message(words.say("letter.message", Map.of("person", person)), lines),
                new Notices(words, person, now).of(link, end),
                expired ? words.say("download.expired.mark") : left(words, now, end),
                expired,
                offer(link, certificate, words, address, now));
    }

    private static Offer offer(OpenLink link, CertificateSheet certificate, Words words, Address address, Instant now) {
        Integer most = link.mostDownloads();
        return new Offer(
                address.path(),
                link.counted(),
                !link.usedUp(),
                words.say(
                        "download.until",
                        Map.of(
                                "until",
                                words.minute(link.expiresAt()),
                                "left",
                                left(words, now, link.expiresAt().plus(HALF_A_DAY)))),
                most == null
                        ? null
                        : words.say(
                                "download.remaining",
                                Map.of("left", Math.max(0, most - link.downloaded()), "most", most)),
                address.command(certificate.main().name(), link.counted()));
    }

    /** Whole days until then. */
    static String left(Words words, Instant now, Instant until) {
        return words.say(
                "download.left",
                Map.of("days", Math.max(0, Duration.between(now, until).toDays())));
    }
}
