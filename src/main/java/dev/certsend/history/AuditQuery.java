package dev.certsend.history;

import dev.certsend.audit.Question;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Mrkdwn;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code /cert-audit}: {@code order:123}, {@code by:@person}, {@code to:address}, or the number, the
 * person or the address alone.
 *
 * @param unread the first piece that is none of these; null when all was read
 */
record AuditQuery(
        @Nullable Long orderId,
        @Nullable String actorId,
        @Nullable String recipient,
        @Nullable String unread) {
    private static final Pattern ORDER = Pattern.compile("(?:order:)?([0-9]{1,18})");
    private static final Pattern PERSON = Pattern.compile("(?:by:)?<@([UW][A-Z0-9]{2,20})(?:\\|[^<>]*)?>");
    private static final Pattern MAIL_LINK = Pattern.compile("(?:to:)?<mailto:([^|<>]+)\\|\\1>");
    private static final Pattern ADDRESS = Pattern.compile("(?:to:)?([^\\s<>@:]+@[^\\s<>@]+)");

    static AuditQuery read(@Nullable String text) {
        AuditQuery query = new AuditQuery(null, null, null, null);
        for (String piece : text == null ? new String[0] : text.strip().split("\\s+")) {
            if (!piece.isEmpty() && query.unread == null) {
                query = query.with(piece);
            }
        }
        return query;
    }

    private AuditQuery with(String piece) {
        Matcher order = ORDER.matcher(piece);
        if (order.matches()) {
            return new AuditQuery(Long.valueOf(order.group(1)), actorId, recipient, null);
        }
        Matcher person = PERSON.matcher(piece);
        if (person.matches()) {
            return new AuditQuery(orderId, person.group(1), recipient, null);
        }
        Matcher link = MAIL_LINK.matcher(piece);
        Matcher address = ADDRESS.matcher(piece);
        if (link.matches() || address.matches()) {
            return new AuditQuery(orderId, actorId, canonical(link.matches() ? link.group(1) : address.group(1)), null);
        }
        return new AuditQuery(orderId, actorId, recipient, Mrkdwn.unescape(piece));
    }

    /** The address as the log has it: an international domain in its ASCII form. */
    private static String canonical(String typed) {
        String plain = Mrkdwn.unescape(typed);
        try {
            return EmailAddress.of(plain).toString();
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    Question question(String teamId) {
        return new Question(
                teamId, null, orderId, actorId, recipient, null, Set.of(), null, Set.of(), null, null, List.of());
    }
}
