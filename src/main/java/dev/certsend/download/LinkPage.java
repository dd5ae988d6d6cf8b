package dev.certsend.download;

import dev.certsend.certificate.CertificateFacts;
import dev.certsend.link.OpenLink;
import dev.certsend.orders.CertificateInWords;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the template of the download page shows; the template escapes it. */
public record LinkPage(
        String language,
        String title,
        String opening,
        List<CertificateInWords.Fact> facts,
        String file,
        String button,
        String check,
        String until) {

    static LinkPage of(OpenLink linked, CertificateFacts facts, String file, Instant now) {
        Words words = Words.in(linked.language());
        String left = words.say("certificate.days_left", Map.of("days", Math.max(0, facts.daysLeft(now))));
        Map<String, String> opening = Map.of(
                "person", linked.requesterName(),
                "when", words.minute(linked.requestedAt()),
                "order", Long.toString(linked.orderId()));
        return new LinkPage(
                linked.language().tag(),
                words.say("download.title", Map.of("name", CertificateInWords.name(facts))),
                words.say("download.opening", opening),
                CertificateInWords.facts(words, facts, CertificateInWords.valid(words, facts) + " (" + left + ")"),
                file,
                words.say("download.button"),
                words.say("letter.check"),
                words.say("download.until", Map.of("until", words.minute(linked.expiresAt()))));
    }
}
