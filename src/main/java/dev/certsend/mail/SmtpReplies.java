package dev.certsend.mail;

import dev.certsend.mail.Outcome.Kind;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a relay's reply means for the letter. The enhanced code (RFC 3463) decides where there is one, the basic code otherwise.
 *
 * <p>A fault that would hit every letter alike is the relay's (down, or refusing us); one that could be this letter's own stays this
 * letter's, so that one recipient can't stop the mail of all. "Relay access denied" is therefore a rejection: a relay may well take
 * letters to one domain and not to another.
 */
final class SmtpReplies {

    /** No reply, closing, busy: not a word about our password. */
    private static final Set<Integer> BUSY = Set.of(0, 421, 450, 451);

    /** Replies to whom we are and how we came, whatever the letter: RFC 4954 section 6, RFC 3207, Exchange's 5.7.30, .57, .60, .139. */
    private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

    private static final Set<String> ABOUT_US_ENHANCED =
            Set.of("5.7.3", "5.7.8", "5.7.9", "5.7.11", "5.7.14", "5.7.30", "5.7.57", "5.7.60", "5.7.139");

    private static final Pattern CONTENT =
            Pattern.compile("attach|content|file.?(type|name|ext)|extension|executable", Pattern.CASE_INSENSITIVE);

    private SmtpReplies() {}

    /**
     * RFC 3463's 5.6.x; Exchange's 5.0.350 for a forbidden type of file; 5.7.0 or 5.7.1 (Gmail and others) only where the words say so,
     * as it mostly means something else.
     */
    static boolean isAboutContent(int code, @Nullable String enhancedCode, String text) {
        if (enhancedCode == null) {
            return (code == 552 || code == 554) && CONTENT.matcher(text).find();
        }
        boolean policy = enhancedCode.equals("5.7.0") || enhancedCode.equals("5.7.1");
        return enhancedCode.startsWith("5.6.")
                || enhancedCode.equals("5.0.350")
                || (policy && CONTENT.matcher(text).find());
    }

    /** @param reply to the phase's command; without a code if none came */
    static Kind judge(SmtpPhase phase, SmtpReply reply) {
        return switch (phase) {
            case CONNECT, HELLO, STARTTLS -> reply.code() >= 500 ? Kind.RELAY_REFUSES_US : Kind.RELAY_DOWN;
            case AUTH -> BUSY.contains(reply.code()) ? Kind.RELAY_DOWN : Kind.RELAY_REFUSES_US;
            case MAIL -> mail(reply);
            case RCPT, DATA -> reply.isFailure() && reply.code() > 0 ? letter(phase, reply) : Kind.DEFERRED;
            case DOT -> dot(reply);
        };
    }

    /** The sender is ours in every letter, and differs in {@link BounceAddress}'s tag at most: a refusal of it is one of us. */
    private static Kind mail(SmtpReply reply) {
        if (reply.endsConnection()) {
            return Kind.RELAY_DOWN;
        }
        return reply.code() >= 500 && !retriable(SmtpPhase.MAIL, reply) ? Kind.RELAY_REFUSES_US : aboutUs(reply);
    }

    private static Kind aboutUs(SmtpReply reply) {
        return isAboutUs(reply) ? Kind.RELAY_REFUSES_US : Kind.DEFERRED;
    }

    private static Kind dot(SmtpReply reply) {
        return switch (reply.code() / 100) {
            case 2 -> Kind.ACCEPTED; // the first digit alone decides: RFC 5321 section 4.3.2
            case 4, 5 -> letter(SmtpPhase.DOT, reply);
            default -> Kind.UNCERTAIN;
        };
    }

    private static Kind letter(SmtpPhase phase, SmtpReply reply) {
        if (isAboutUs(reply)) {
            return Kind.RELAY_REFUSES_US;
        }
        return retriable(phase, reply) ? Kind.DEFERRED : Kind.REJECTED;
    }

    private static boolean isAboutUs(SmtpReply reply) {
        String enhanced = reply.enhancedCode();
        return ABOUT_US.contains(reply.code()) || (enhanced != null && ABOUT_US_ENHANCED.contains(enhanced));
    }

    /** Temporary by either code; full mailboxes and lost routes too, which relays like to call permanent. */
    private static boolean retriable(SmtpPhase phase, SmtpReply reply) {
        String enhanced = reply.enhancedCode();
        if (reply.code() < 500) {
            return true;
        }
        if (enhanced == null) {
            return reply.code() == 552 && phase == SmtpPhase.RCPT; // RFC 5321 section 4.5.3.1.10
        }
        boolean route = enhanced.startsWith("5.4.") && !reply.tells("4.1"); // Exchange says 5.4.1 of unknown recipients
        return enhanced.startsWith("4.") || reply.tells("2.2") || route;
    }
}
