package dev.certsend.send;

import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Recipients;
import dev.certsend.mail.RefusedAddress;
import dev.certsend.policy.Person;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who is to get a letter: what was typed, and the people chosen. */
final class RecipientsCheck {
    private static final int MOST_NAMED = 5;

    private final int most;

    RecipientsCheck(int most) {
        this.most = most;
    }

    List<EmailAddress> of(Person person, SendCertificateForm.Filled filled, Findings findings) {
        Words words = findings.words();
        Recipients recipients = Recipients.parse(filled.recipients(), most);
        List<String> lines = new ArrayList<>();
        recipients.refused().stream().limit(MOST_NAMED).forEach(refused -> lines.add(why(words, refused)));
        if (recipients.refused().size() > MOST_NAMED) {
            lines.add(words.say(
                    "send.error.recipients.more",
                    Map.of("count", recipients.refused().size() - MOST_NAMED)));
        }
        if (recipients.tooMany()) {
            lines.add(words.say(
                    "send.error.recipients.too_many",
                    Map.of("most", most, "count", recipients.addresses().size())));
        }
        if (lines.isEmpty() && recipients.addresses().isEmpty()) {
            lines.add(words.say("send.error.recipients.none"));
        }
        if (!lines.isEmpty()) {
            findings.refuse(SendCertificateForm.RECIPIENTS, String.join("\n", lines), reason(recipients));
        }
        return recipients.addresses();
    }

    private static String why(Words words, RefusedAddress refused) {
        return words.say(AddressWords.of(refused.reason()), Map.of("typed", refused.typed()));
    }

    private static String reason(Recipients recipients) {
        if (recipients.tooMany()) {
            return "too many recipients: " + recipients.addresses().size();
        }
        List<String> refused = recipients.refused().stream()
                .map(r -> r.typed() + " ("
                        + r.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                .toList();
        return "recipients refused: " + String.join(", ", refused);
    }
}
