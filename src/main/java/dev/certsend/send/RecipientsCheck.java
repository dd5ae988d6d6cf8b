package dev.certsend.send;

import dev.certsend.mail.AddressRefused;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Recipients;
import dev.certsend.mail.RefusedAddress;
import dev.certsend.mail.RefusedAddress.Reason;
import dev.certsend.policy.People;
import dev.certsend.policy.Person;
import dev.certsend.policy.Reach;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is to get a letter: the people chosen, and what was typed. Who is named twice gets one letter. */
final class RecipientsCheck {
    private static final int MOST_NAMED = 5;
    private static final int MOST_NAME = 40;

    private final People people;
    private final int most;
    private final Supplier<Optional<Boolean>> takesUtf8;

    /**
     * @param most how many one send may have
     * @param takesUtf8 whether letters beyond ASCII may stand before the {@code @}; empty while that isn't known
     */
    RecipientsCheck(People people, int most, Supplier<Optional<Boolean>> takesUtf8) {
        this.people = people;
        this.most = most;
        this.takesUtf8 = takesUtf8;
    }

    List<EmailAddress> of(Person person, SendCertificateForm.Filled filled, Findings findings) {
        List<String> chosen = chosen(person, filled.people(), findings);
        String all = String.join("\n", chosen) + "\n" + filled.recipients();
        Recipients recipients = Recipients.parse(all, most).orRefusing(this::undeliverable);
        List<String> lines = errors(recipients, findings.words());
        if (!lines.isEmpty()) {
            findings.refuse(SendCertificateForm.RECIPIENTS, String.join("\n", lines), reason(recipients));
        } else if (recipients.addresses().isEmpty() && !findings.refused(SendCertificateForm.PEOPLE)) {
            String none = findings.words().say("send.error.recipients.none");
            findings.refuse(SendCertificateForm.RECIPIENTS, none, "no recipients");
        }
        return recipients.addresses();
    }

    /** The addresses of people; the choice comes from the client, so it may name anybody. */
    private List<String> chosen(Person person, List<String> userIds, Findings findings) {
        List<String> addresses = new ArrayList<>();
        if (userIds.size() > most) {
            String error = findings.words()
                    .say("send.error.recipients.too_many", Map.of("most", most, "count", userIds.size()));
            findings.refuse(SendCertificateForm.PEOPLE, error, "too many people: " + userIds.size());
            return addresses;
        }
        List<String> lines = new ArrayList<>();
        for (Reach reach : people.reach(person.teamId(), userIds).values()) {
            String address = reach.address();
            try {
                if (address == null) {
                    lines.add(why(findings.words(), reach));
                } else {
                    addresses.add(EmailAddress.of(address).toString());
                }
            } catch (AddressRefused e) {
                lines.add(findings.words().say("send.error.people.odd", Map.of("person", name(reach))));
            }
        }
        if (!lines.isEmpty()) {
            String reason = "people without an address: " + lines.size();
            findings.refuse(SendCertificateForm.PEOPLE, shortened(lines, findings.words()), reason);
        }
        return addresses;
    }

    private static String why(Words words, Reach reach) {
        String key = "send.error.people." + reach.kind().name().toLowerCase(Locale.ROOT);
        return words.say(key, Map.of("person", name(reach)));
    }

    private static String name(Reach reach) {
        Person person = reach.person();
        return person == null ? reach.userId() : Mrkdwn.cut(person.name(), MOST_NAME);
    }

    private Optional<Reason> undeliverable(EmailAddress address) {
        boolean refused = address.needsSmtpUtf8() && !takesUtf8.get().orElse(true);
        return refused ? Optional.of(Reason.NON_ASCII_LOCAL_PART) : Optional.empty();
    }

    private List<String> errors(Recipients recipients, Words words) {
        List<String> lines = new ArrayList<>();
        if (!recipients.refused().isEmpty()) {
            List<String> whys = recipients.refused().stream()
                    .map(refused -> why(words, refused))
                    .toList();
            lines.add(shortened(whys, words));
        }
        if (recipients.tooMany()) {
            lines.add(words.say(
                    "send.error.recipients.too_many",
                    Map.of("most", most, "count", recipients.addresses().size())));
        }
        return lines;
    }

    private static String shortened(List<String> lines, Words words) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_NAMED, lines.size())));
        if (lines.size() > MOST_NAMED) {
            shown.add(words.say("send.error.recipients.more", Map.of("count", lines.size() - MOST_NAMED)));
        }
        return String.join("\n", shown);
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
