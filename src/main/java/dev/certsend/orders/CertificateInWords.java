package dev.certsend.orders;

import dev.certsend.certificate.CertificateFacts;
import dev.certsend.text.Words;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What people are told of a certificate, in letters and on pages alike. */
public final class CertificateInWords {
    private static final int MOST_NAME = 80;
    private static final Pattern AFTER_COLON = Pattern.compile("(?<=:)");

    private CertificateInWords() {}

    /** A label and what stands beside it; code is shown in a fixed pitch and may break after a colon. */
    public record Fact(String label, String value, boolean code) {

        /** The value in pieces between which a line may break. */
        public List<String> pieces() {
            return code ? List.of(AFTER_COLON.split(value, -1)) : List.of(value);
        }
    }

    /** The name to call it by: its common name, else its first name, else its serial number; 80 characters at most. */
    public static String name(CertificateFacts facts) {
        String first = facts.names().isEmpty() ? facts.serial() : facts.names().get(0);
        String name = facts.commonName() == null ? first : facts.commonName();
        return name.codePointCount(0, name.length()) <= MOST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_NAME));
    }

    /**
     * Names, validity, issuer, serial number and fingerprint.
     *
     * @param valid the text for the validity
     */
    public static List<Fact> facts(Words words, CertificateFacts facts, String valid) {
        return List.of(
                new Fact(words.say("certificate.names"), String.join(", ", facts.names()), false),
                new Fact(words.say("certificate.valid"), valid, false),
                new Fact(words.say("certificate.issuer"), facts.issuer(), false),
                new Fact(words.say("certificate.serial"), facts.serial(), true),
                new Fact(words.say("certificate.sha256"), facts.sha256Colons(), true));
    }

    /** From which day to which it is valid. */
    public static String valid(Words words, CertificateFacts facts) {
        return words.say(
                "certificate.valid.days",
                Map.of("from", words.day(facts.notBefore()), "till", words.day(facts.notAfter())));
    }
}
