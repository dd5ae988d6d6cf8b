package dev.certsend.mail;

import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to the mailbox of bounces, as far as it tells what became of a letter.
 *
 * @param addressees whom the message is to, by its own head: the envelope sender of the letter among them, if it was ours
 * @param envelopeId by which the relay was told of the letter ({@link Envelope}); null where the report names none of that form
 * @param messageIds of the letter that came back with it, with angle brackets
 * @param recipients what it says of each
 */
public record BounceReport(
        Kind kind,
        List<String> addressees,
        @Nullable UUID envelopeId,
        List<String> messageIds,
        List<ReportedRecipient> recipients) {

    /** So many bytes of a message are read; what tells is at its beginning, the letter itself comes last. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 50;
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_BLOCKS = 200; // some are blank
    private static final int MOST_OF_PART = 64 * 1024;
    private static final List<String> ADDRESSED =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To");
    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> RETURNED =
            Set.of("text/rfc822-headers", "message/rfc822", "message/global-headers", "message/global");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:\"()\\[\\]\\\\@]{1,64}@[^\\s<>,;:\"()\\[\\]\\\\@]{1,255}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,200}>");
    private static final Pattern XTEXT = Pattern.compile("\\+([0-9A-F]{2})");
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public BounceReport {
        addressees = List.copyOf(addressees);
        messageIds = List.copyOf(messageIds);
        recipients = List.copyOf(recipients);
    }

    /** How much the message may be believed to be a report. */
    public enum Kind {
        /** In the form of RFC 3464. */
        REPORT,
        /** In a mail server's own words, and plainly about a letter that failed: counts where the address proves it ours, only then. */
        PLAIN,
        /** Anything else: answers by machines and by people, receipts, advertisements. */
        OTHER
    }

    /**
     * Reads a message as it came, whatever it is; of one that is longer than {@link #MOST_BYTES} the beginning. It may come after an
     * mbox's {@code From} line, as mail servers hand it to programs.
     */
    public static BounceReport read(byte[] message) {
        MimePart whole = MimePart.of(message);
        Found found = new Found();
        found.walk(whole, 0);
        List<ReportedRecipient> recipients = found.recipients;
        Kind kind = recipients.isEmpty() ? Kind.OTHER : Kind.REPORT;
        Optional<ReportedRecipient> plain = found.sawStatus ? Optional.empty() : PlainBounce.read(whole, found.text);
        if (plain.isPresent()) {
            kind = Kind.PLAIN;
            recipients = List.of(plain.get());
        }
        return new BounceReport(kind, addressees(whole), found.envelopeId, found.messageIds, recipients);
    }

    /** What it says of the first recipient whom the letter did not reach for good; empty if it is no bounce. */
    public Optional<ReportedRecipient> failure() {
        return recipients.stream()
                .filter(recipient -> recipient.action() == ReportedRecipient.Action.FAILED)
                .findFirst();
    }

    private static List<String> addressees(MimePart whole) {
        List<String> addressees = new ArrayList<>();
        for (String name : ADDRESSED) {
            for (String value : whole.fields(name)) {
                Matcher address = ADDRESS.matcher(value);
                while (addressees.size() < MOST_RECIPIENTS && address.find()) {
                    addressees.add(address.group());
                }
            }
        }
        return addressees;
    }

    /** What the parts tell. A returned message's own parts are not looked into: a bounce that bounced is not the letter's. */
    private static final class Found {
        private final List<ReportedRecipient> recipients = new ArrayList<>();
        private final List<String> messageIds = new ArrayList<>();
        private @Nullable UUID envelopeId;
        private String text = "";
        private boolean sawStatus;
        private int parts;

        void walk(MimePart part, int depth) {
            String type = part.type();
            if (STATUS.contains(type)) {
                sawStatus = true;
                status(part.content(MOST_OF_PART));
            } else if (RETURNED.contains(type) && depth > 0) {
                returned(part.content(MOST_OF_PART));
            } else if (type.equals("text/plain") && text.isEmpty()) {
                text = part.text(PlainBounce.MOST_OF_TEXT);
            }
            if (depth < DEEPEST) {
                for (MimePart each : part.parts(MOST_PARTS)) {
                    if (parts++ < MOST_PARTS) {
                        walk(each, depth + 1);
                    }
                }
            }
        }

        private void status(byte[] fields) {
            ByteArrayInputStream rest = new ByteArrayInputStream(fields);
            for (int blocks = 0; rest.available() > 0 && blocks < MOST_BLOCKS; blocks++) {
                InternetHeaders block = MimePart.headers(rest);
                if (envelopeId == null) {
                    envelopeId = uuid(MimePart.field(block, "Original-Envelope-Id"));
                }
                if (recipients.size() < MOST_RECIPIENTS
                        && (block.getHeader("Action") != null || block.getHeader("Final-Recipient") != null)) {
                    recipients.add(ReportedRecipient.of(block));
                }
            }
        }

        private void returned(byte[] message) {
            InternetHeaders head = MimePart.headers(new ByteArrayInputStream(message));
            Matcher id = MESSAGE_ID.matcher(MimePart.field(head, "Message-ID"));
            if (id.find()) {
                messageIds.add(id.group());
            }
        }

        private static @Nullable UUID uuid(String xtext) {
            String read = XTEXT.matcher(xtext)
                    .replaceAll(
                            hex -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex.group(1), 16))));
            return UUID_FORM.matcher(read).matches() ? UUID.fromString(read) : null;
        }
    }
}
