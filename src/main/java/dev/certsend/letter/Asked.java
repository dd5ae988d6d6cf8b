package dev.certsend.letter;

import dev.certsend.certificate.Format;
import dev.certsend.mail.EmailAddress;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, as far as their letters tell of it.
 *
 * @param requesterName as Slack has it; one line
 * @param workspace the name of their Slack workspace
 * @param replyTo the requester's own address; null where it isn't known
 * @param format of the attachment; means nothing in the other modes
 * @param message the requester's own words, often empty
 * @param at when they asked; the letter's date
 */
public record Asked(
        String requesterName,
        String workspace,
        @Nullable EmailAddress replyTo,
        long orderId,
        Mode mode,
        Format format,
        String message,
        Language language,
        Instant at) {

    Words words() {
        return Words.in(language);
    }
}
