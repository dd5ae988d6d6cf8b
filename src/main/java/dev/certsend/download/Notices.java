package dev.certsend.download;

import dev.certsend.download.LinkPage.Notice;
import dev.certsend.link.OpenLink;
import dev.certsend.link.OpenLink.Newer;
import dev.certsend.orders.CertificateInWords.Fact;
import dev.certsend.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a recipient must not overlook, the gravest first. */
final class Notices {
    /** As short before its end it is worth asking whether another one is on its way. */
    private static final Duration SOON = Duration.ofDays(14);

    private final Words words;
    private final String person;
    private final Instant now;

    /** @param person whom to ask */
    Notices(Words words, String person, Instant now) {
        this.words = words;
        this.person = person;
        this.now = now;
    }

    List<Notice> of(OpenLink link, Instant end) {
        List<Notice> notices = new ArrayList<>();
        if (end.isBefore(now)) {
            notices.add(expired(end));
        }
        Integer most = link.mostDownloads();
        if (most != null && link.usedUp()) {
            notices.add(new Notice(
                    "bad",
                    words.say("download.used_up.title"),
                    words.say("download.used_up.what_now", Map.of("most", most, "person", person)),
                    List.of()));
        }
        if (!end.isBefore(now) && end.isBefore(now.plus(SOON))) {
            notices.add(soon(end));
        }
        Newer newer = link.newer();
        if (newer != null) {
            notices.add(newer(newer));
        }
        return notices;
    }

    private Notice expired(Instant end) {
        return new Notice(
                "bad",
                words.say("download.expired.title"),
                words.say("download.expired.what_now", Map.of("till", words.day(end), "person", person)),
                List.of());
    }

    private Notice soon(Instant end) {
        return new Notice(
                "soon",
                words.say("download.soon.title"),
                words.say(
                        "download.soon.what_now",
                        Map.of("till", words.day(end), "left", LinkPage.left(words, now, end), "person", person)),
                List.of());
    }

    private Notice newer(Newer newer) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.say("certificate.valid"), valid(newer), false));
        if (newer.serialNumber() != null) {
            facts.add(new Fact(words.say("certificate.serial"), newer.serialNumber(), true));
        }
        return new Notice(
                "news",
                words.say("download.newer.title"),
                words.say("download.newer.what_now", Map.of("person", person)),
                facts);
    }

    private String valid(Newer newer) {
        String from = words.day(newer.validFrom());
        return newer.validTill() == null
                ? words.say("download.newer.from", Map.of("from", from))
                : words.say("certificate.valid.days", Map.of("from", from, "till", words.day(newer.validTill())));
    }
}
