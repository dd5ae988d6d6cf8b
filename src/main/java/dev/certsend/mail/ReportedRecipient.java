package dev.certsend.mail;

import jakarta.mail.internet.InternetHeaders;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says of one recipient (RFC 3464 section 2.3).
 *
 * @param status such as {@code 5.1.1} (RFC 3463); {@code 5.0.0} or {@code 0.0.0}, undefined, where none is given
 * @param diagnostic what the refusing server said, on one line of at most 300 characters; often empty
 * @param address who the letter was for in the end, other than the recipient where it was forwarded; often empty
 */
public record ReportedRecipient(Action action, String status, String diagnostic, String address) {

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");

    /** What became of the letter. Only the first is a bounce. */
    public enum Action {
        FAILED,
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED,
        /** Nothing that RFC 3464 knows. */
        UNKNOWN
    }

    /** Status and diagnostic on one line, the status once: {@code 550 5.1.1 no such user}. */
    public String reason() {
        return diagnostic.contains(status) ? diagnostic : (status + " " + diagnostic).strip();
    }

    static ReportedRecipient of(InternetHeaders fields) {
        String status = statusIn(MimePart.field(fields, "Status"));
        Action action = action(MimePart.field(fields, "Action"), status);
        String diagnostic = SmtpReply.clean(afterType(MimePart.field(fields, "Diagnostic-Code")));
        if (status.isEmpty()) {
            status = statusIn(diagnostic);
        }
        if (status.isEmpty()) {
            status = action == Action.FAILED ? "5.0.0" : "0.0.0";
        }
        String address = afterType(MimePart.field(fields, "Final-Recipient"));
        return new ReportedRecipient(action, status, diagnostic, SmtpReply.clean(address));
    }

    /** The first enhanced code in the text; empty if there is none. An IP address is none. */
    static String statusIn(String text) {
        Matcher code = STATUS.matcher(text);
        return code.find() ? code.group(1) : "";
    }

    /** Some servers leave the action out: then a status of class 5, which is for good, tells as much. */
    private static Action action(String typed, String status) {
        String word = typed.replaceFirst("[^A-Za-z].*", "").toUpperCase(Locale.ROOT);
        for (Action action : Action.values()) {
            if (action.name().equals(word)) {
                return action;
            }
        }
        return typed.isEmpty() && status.startsWith("5") ? Action.FAILED : Action.UNKNOWN;
    }

    /** {@code rfc822; bob@example.org} and {@code smtp; 550 no} without what they begin with. */
    private static String afterType(String typed) {
        int semicolon = typed.indexOf(';');
        return typed.substring(semicolon + 1).strip();
    }
}
