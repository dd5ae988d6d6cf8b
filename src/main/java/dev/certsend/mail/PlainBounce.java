package dev.certsend.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bounces by mail servers that do not write RFC 3464: qmail, old Exim, old Exchange. Told narrowly: of a bounce that is missed the
 * confirmation still says the truth, "accepted by the mail server"; an out-of-office reply taken for a bounce would make it a lie.
 */
final class PlainBounce {

    /** So many bytes of the text are read. */
    static final int MOST_OF_TEXT = 8 * 1024;

    private static final Pattern DAEMON =
            Pattern.compile("(?i)(^|[<\\s\"])(mailer-daemon|postmaster|mail-daemon)@[^\\s<>]+>?\\s*$");
    private static final Pattern FAILED = Pattern.compile(
            "(?i)undeliver|not deliver|failure notice|delivery fail|delivery (has )?failed|delivery failure|returned mail"
                    + "|returning message|returned to sender|non-delivery");
    private static final Pattern NOT_YET =
            Pattern.compile("(?i)\\bdelay|\\bwarning\\b|still being retried|will be retried");
    private static final Pattern SAID =
            Pattern.compile("(^|.*[^\\d.])5(\\d\\d[ -]|\\.\\d{1,3}\\.\\d{1,3}(?![\\d.]*\\d)).*");

    private PlainBounce() {}

    /** Empty if the message is not plainly a bounce. */
    static Optional<ReportedRecipient> read(MimePart message, String text) {
        boolean namesFailed = message.has("X-Failed-Recipients"); // Exim's
        if (!isFromNobody(message)
                || isOfAnotherKind(message)
                || NOT_YET.matcher(message.field("Subject")).find()
                || !(namesFailed || (isByMailServer(message) && !isAnswer(message)))) {
            return Optional.empty();
        }
        String said = text.lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("---")) // the letter itself
                .filter(line -> SAID.matcher(line).matches())
                .findFirst()
                .orElse(message.field("Subject"));
        String status = ReportedRecipient.statusIn(said);
        return Optional.of(new ReportedRecipient(
                ReportedRecipient.Action.FAILED,
                status.isEmpty() ? "5.0.0" : status,
                SmtpReply.clean(said),
                SmtpReply.clean(message.field("X-Failed-Recipients"))));
    }

    /** Bounces come with the null return path, and so do other automatic answers; no one's letter does. */
    private static boolean isFromNobody(MimePart message) {
        String path = message.field("Return-Path").replaceAll("\\s", "");
        return path.isEmpty() || path.equals("<>") || path.equals("<#@[]>"); // the last is qmail's own
    }

    private static boolean isByMailServer(MimePart message) {
        return DAEMON.matcher(message.field("From")).find()
                && FAILED.matcher(message.field("Subject")).find();
    }

    /** Receipts, complaints and the like are reports too. */
    private static boolean isOfAnotherKind(MimePart message) {
        return message.type().equals("multipart/report")
                && !message.parameter("report-type").equalsIgnoreCase("delivery-status");
    }

    /** Out of office and the like (RFC 3834). */
    private static boolean isAnswer(MimePart message) {
        return message.field("Auto-Submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied")
                || message.has("X-Autoreply")
                || message.has("X-Autorespond");
    }
}
