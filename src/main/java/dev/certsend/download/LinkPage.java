package dev.certsend.download;

import dev.certsend.certificate.CertificateFacts;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the template of the download page shows; the template escapes it. */
public record LinkPage(
        String language,
        String title,
        String opening,
        List<Fact> facts,
        String file,
        String button,
        String check,
        String until) {

    /** A label and what stands beside it. */
    public record Fact(String label, String value, boolean code) {}

    static LinkPage of(LinkedCertificate linked, CertificateFacts facts, String file, Instant now) {
        Words words = Words.in(linked.language());
        String name = facts.commonName() == null ? linked.certificateName() : facts.commonName();
        String valid = words.say(
                "certificate.valid.days",
                Map.of("from", words.day(facts.notBefore()), "till", words.day(facts.notAfter())));
        String left = words.say("certificate.days_left", Map.of("days", Math.max(0, facts.daysLeft(now))));
        return new LinkPage(
                linked.language().tag(),
                words.say("download.title", Map.of("name", name)),
                words.say(
                        "download.opening",
                        Map.of(
                                "person",
                                linked.requesterName(),
                                "when",
                                words.minute(linked.requestedAt()),
                                "order",
                                Long.toString(linked.orderId()))),
                List.of(
                        new Fact(words.say("certificate.names"), String.join(", ", facts.names()), false),
                        new Fact(words.say("certificate.valid"), valid + " (" + left + ")", false),
                        new Fact(words.say("certificate.issuer"), facts.issuer(), false),
                        new Fact(words.say("certificate.serial"), facts.serial(), true),
                        new Fact(words.say("certificate.sha256"), facts.sha256Colons(), true)),
                file,
                words.say("download.button"),
                words.say("letter.check"),
                words.say("download.until", Map.of("until", words.minute(linked.expiresAt()))));
    }
}
