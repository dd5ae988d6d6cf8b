package dev.certsend.send;

import dev.certsend.letter.Mode;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Recipients;
import dev.certsend.mail.RefusedAddress;
import dev.certsend.orders.Copies;
import dev.certsend.orders.Copy;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderStore;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was checked, field by field.
 *
 * @param errors what stands under which field; empty when all is well
 * @param reasons the same for the audit log, in English
 */
record Submission(
        @Nullable Order foundOrder,
        @Nullable Long foundCertificate,
        List<EmailAddress> recipients,
        @Nullable Mode foundMode,
        Map<String, String> errors,
        List<String> reasons) {
    private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern BROADCAST = Pattern.compile("<!(channel|here|everyone|subteam)\\b.*?>");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]|[\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");
    private static final int MOST_NAMED = 5;

    static Submission check(
            SendCertificateForm.Filled filled, OrderStore orders, Copies copies, int mostRecipients, Words words) {
        Checked checked = new Checked(words, new LinkedHashMap<>(), new ArrayList<>());
        Order order = checked.order(filled.order(), orders);
        Long certificate = checked.certificate(filled.certificate(), order, copies);
        List<EmailAddress> recipients = checked.recipients(filled.recipients(), mostRecipients);
        Mode mode = checked.mode(filled.mode());
        checked.message(filled.message());
        return new Submission(order, certificate, recipients, mode, checked.errors, checked.reasons);
    }

    Order order() {
        return Objects.requireNonNull(foundOrder);
    }

    long certificateId() {
        return Objects.requireNonNull(foundCertificate);
    }

    Mode mode() {
        return Objects.requireNonNull(foundMode);
    }

    @Nullable
    Long orderIdOrNull() {
        return foundOrder == null ? null : foundOrder.orderId();
    }

    private record Checked(Words words, Map<String, String> errors, List<String> reasons) {

        @Nullable
        Order order(String value, OrderStore orders) {
            Optional<Order> order =
                    ORDER_ID.matcher(value).matches() ? orders.find(Long.parseLong(value)) : Optional.empty();
            if (order.isEmpty()) {
                String shown = value.length() > 20 ? value.substring(0, 20) : value;
                refuse(
                        SendCertificateForm.ORDER,
                        words.say("send.error.order.unknown", Map.of("order", shown)),
                        "order unknown: " + shown);
                return null;
            }
            Optional<Order.Obstacle> obstacle = order.get().obstacle(LocalDate.now(ZoneOffset.UTC));
            obstacle.ifPresent(
                    o -> refuse(SendCertificateForm.ORDER, words.say(o.words(), Map.of("order", value)), o.text()));
            return order.get();
        }

        /** The order's own certificate, or the copy that was chosen; the choice comes from the client like everything else. */
        @Nullable
        Long certificate(String chosen, @Nullable Order order, Copies copies) {
            if (order == null || chosen.isEmpty() || chosen.equals(String.valueOf(order.certificateId()))) {
                return order == null ? null : order.certificateId();
            }
            Optional<Copy> copy = ORDER_ID.matcher(chosen).matches()
                    ? copies.find(order.orderId(), Long.parseLong(chosen))
                    : Optional.empty();
            if (copy.isEmpty() || !copy.get().sendable(LocalDate.now(ZoneOffset.UTC))) {
                refuse(
                        SendCertificateForm.certificateBlock(Long.toString(order.orderId())),
                        words.say("send.error.certificate"),
                        "certificate not sendable: " + chosen.substring(0, Math.min(20, chosen.length())));
                return null;
            }
            return copy.get().certificateId();
        }

        List<EmailAddress> recipients(String typed, int most) {
            Recipients recipients = Recipients.parse(typed, most);
            List<String> lines = new ArrayList<>();
            recipients.refused().stream().limit(MOST_NAMED).forEach(refused -> lines.add(why(refused)));
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
                List<String> refused = recipients.refused().stream()
                        .map(r -> r.typed() + " ("
                                + r.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                        .toList();
                String reason = recipients.tooMany()
                        ? "too many recipients: " + recipients.addresses().size()
                        : "recipients refused: " + String.join(", ", refused);
                refuse(SendCertificateForm.RECIPIENTS, String.join("\n", lines), reason);
            }
            return recipients.addresses();
        }

        private String why(RefusedAddress refused) {
            return words.say(AddressWords.of(refused.reason()), Map.of("typed", refused.typed()));
        }

        @Nullable
        Mode mode(String value) {
            Optional<Mode> mode = Mode.of(value);
            if (mode.isEmpty()) {
                refuse(SendCertificateForm.MODE, words.say("send.error.mode"), "unknown delivery mode");
            }
            return mode.orElse(null);
        }

        void message(String message) {
            if (message.length() > SendCertificateForm.MOST_MESSAGE) {
                refuse(
                        SendCertificateForm.MESSAGE,
                        words.say("send.error.message.long", Map.of("most", SendCertificateForm.MOST_MESSAGE)),
                        "message too long");
            } else if (BROADCAST.matcher(message).find()) {
                refuse(
                        SendCertificateForm.MESSAGE,
                        words.say("send.error.message.broadcast"),
                        "message with a Slack broadcast");
            } else if (UNPRINTABLE.matcher(message).find()) {
                refuse(
                        SendCertificateForm.MESSAGE,
                        words.say("send.error.message.unprintable"),
                        "message with unprintable characters");
            }
        }

        private void refuse(String field, String error, String reason) {
            errors.put(field, error);
            reasons.add(reason);
        }
    }
}
