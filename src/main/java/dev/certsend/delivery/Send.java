package dev.certsend.delivery;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Asked;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.mail.EmailAddress;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One press of <em>Send</em>.
 *
 * @param channelId where the command was typed
 * @param responseUrl the command's own address for answers, good for half an hour
 * @param certificateName the name people know the certificate by: the order's common name
 * @param format of the attachment; means nothing in the other modes
 * @param terms of its links; mean nothing in the other modes
 * @param message the requester's own words, often empty
 * @param replyTo the requester's own address, where answers to the letters go; null where it is not known
 */
public record Send(
        UUID sendId,
        String teamId,
        String requesterId,
        String requesterName,
        Language language,
        @Nullable String channelId,
        @Nullable String responseUrl,
        long orderId,
        long certificateId,
        String certificateName,
        Mode mode,
        Format format,
        LinkTerms terms,
        String message,
        @Nullable String replyTo,
        Instant requestedAt) {

    /** In the requester's language. */
    public Words words() {
        return Words.in(language);
    }

    /** Whether its letters may hold links. */
    boolean hasLinks() {
        return mode == Mode.DOWNLOADLINK;
    }

    /** The same for its letters. */
    Asked asked(String workspace) {
        EmailAddress answersTo = replyTo == null ? null : EmailAddress.of(replyTo);
        return new Asked(requesterName, workspace, answersTo, orderId, mode, format, message, language, requestedAt);
    }
}
