package dev.certsend.letter;

import dev.certsend.orders.CertificateInWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the template of a letter's HTML part shows, all of it ready to read; the template escapes it. */
public record LetterPage(
        String language,
        String subject,
        String opening,
        @Nullable String messageLabel,
        String message,
        List<CertificateInWords.Fact> facts,
        @Nullable String url,
        String urlLabel,
        List<String> instructions,
        String check,
        @Nullable String pem,
        String footer) {}
