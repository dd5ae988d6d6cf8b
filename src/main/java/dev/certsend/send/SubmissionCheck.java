package dev.certsend.send;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.mail.EmailAddress;
import dev.certsend.orders.Copies;
import dev.certsend.orders.Copy;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what was filled in: whatever comes from a form comes from the client, choices too. */
final class SubmissionCheck {
    private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern BROADCAST = Pattern.compile("<!(channel|here|everyone|subteam)\\b.*?>");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|[\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private final OrderStore orders;
    private final Copies copies;
    private final RecipientsCheck recipients;
    private final LinkTermsCheck links;

    SubmissionCheck(OrderStore orders, Copies copies, RecipientsCheck recipients, LinkTermsCheck links) {
        this.orders = orders;
        this.copies = copies;
        this.recipients = recipients;
        this.links = links;
    }

    Submission of(Person person, SendCertificateForm.Filled filled) {
        Findings findings = new Findings(person.words());
        Order order = order(filled.order(), findings);
        Long certificate = certificate(filled.certificate(), order, findings);
        List<EmailAddress> addresses = recipients.of(person, filled, findings);
        Mode mode = mode(filled.choices().mode(), findings);
        Format format = format(filled.choices().format(), findings);
        LinkTerms terms = links.of(mode, filled, findings);
        message(filled.message(), findings);
        return new Submission(
                order, certificate, addresses, mode, format, terms, findings.errors(), findings.reasons());
    }

    private @Nullable Order order(String value, Findings findings) {
        Optional<Order> order =
                ORDER_ID.matcher(value).matches() ? orders.find(Long.parseLong(value)) : Optional.empty();
        if (order.isEmpty()) {
            String shown = start(value);
            findings.refuse(
                    SendCertificateForm.ORDER,
                    findings.words().say("send.error.order.unknown", Map.of("order", shown)),
                    "order unknown: " + shown);
            return null;
        }
        Optional<Order.Obstacle> obstacle = order.get().obstacle(LocalDate.now(ZoneOffset.UTC));
        obstacle.ifPresent(o -> findings.refuse(
                SendCertificateForm.ORDER, findings.words().say(o.words(), Map.of("order", value)), o.text()));
        return order.get();
    }

    /** The order's own certificate, or the copy that was chosen. */
    private @Nullable Long certificate(String chosen, @Nullable Order order, Findings findings) {
        if (order == null || chosen.isEmpty() || chosen.equals(String.valueOf(order.certificateId()))) {
            return order == null ? null : order.certificateId();
        }
        Optional<Copy> copy = ORDER_ID.matcher(chosen).matches()
                ? copies.find(order.orderId(), Long.parseLong(chosen))
                : Optional.empty();
        if (copy.isEmpty() || !copy.get().sendable(LocalDate.now(ZoneOffset.UTC))) {
            findings.refuse(
                    SendCertificateForm.certificateBlock(Long.toString(order.orderId())),
                    findings.words().say("send.error.certificate"),
                    "certificate not sendable: " + start(chosen));
            return null;
        }
        return copy.get().certificateId();
    }

    private static @Nullable Mode mode(String value, Findings findings) {
        Optional<Mode> mode = Mode.of(value);
        if (mode.isEmpty()) {
            findings.refuse(SendCertificateForm.MODE, findings.words().say("send.error.mode"), "unknown delivery mode");
        }
        return mode.orElse(null);
    }

    /** The field is there for attachments only, and a moment late where the mode was just changed. */
    private static Format format(String value, Findings findings) {
        Optional<Format> format = value.isEmpty() ? Optional.of(Format.PEM_CHAIN) : Format.of(value);
        if (format.isEmpty()) {
            findings.refuse(
                    SendCertificateForm.FORMAT, findings.words().say("send.error.format"), "unknown attachment format");
        }
        return format.orElse(Format.PEM_CHAIN);
    }

    private static void message(String message, Findings findings) {
        if (message.length() > SendCertificateForm.MOST_MESSAGE) {
            String error =
                    findings.words().say("send.error.message.long", Map.of("most", SendCertificateForm.MOST_MESSAGE));
            findings.refuse(SendCertificateForm.MESSAGE, error, "message too long");
        } else if (BROADCAST.matcher(message).find()) {
            String error = findings.words().say("send.error.message.broadcast");
            findings.refuse(SendCertificateForm.MESSAGE, error, "message with a Slack broadcast");
        } else if (UNPRINTABLE.matcher(message).find()) {
            String error = findings.words().say("send.error.message.unprintable");
            findings.refuse(SendCertificateForm.MESSAGE, error, "message with unprintable characters");
        }
    }

    private static String start(String value) {
        return value.substring(0, Math.min(20, value.length()));
    }
}
