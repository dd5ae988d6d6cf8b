package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Send;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Person;
import dev.certsend.send.SendCertificateForm.Filled;
import dev.certsend.slack.Answers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens the form filled in as it was for an earlier delivery; whether that can be sent once more is checked as ever. */
final class SendAgain {
    private final OrderStore orders;
    private final OpenForm form;
    private final Deliveries deliveries;
    private final AuditLog audit;

    SendAgain(OrderStore orders, OpenForm form, Deliveries deliveries, AuditLog audit) {
        this.orders = orders;
        this.form = form;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    Response open(Person person, BlockActionPayload pressed) {
        UUID deliveryId = id(pressed.getActions().get(0).getValue());
        Deliveries.Sent sent = Optional.ofNullable(deliveryId)
                .flatMap(deliveries::sent)
                .filter(found -> found.send().teamId().equals(person.teamId()))
                .orElse(null);
        if (deliveryId == null || sent == null) {
            form.aside().tell(person, pressed, person.words().say("send.again.unknown"));
            return Answers.nothing();
        }
        if (!person.admin() && !person.userId().equals(sent.send().requesterId())) {
            refuse(person, pressed, deliveryId, sent);
            return Answers.nothing();
        }
        Send send = sent.send();
        Order order = orders.find(send.orderId()).orElse(null);
        FormState state = FormState.of(Aside.origin(pressed), OrderQuery.ALL, order, Choices.of(send));
        String certificate = Long.toString(send.certificateId());
        Filled filled = new Filled(
                state.order(), certificate, List.of(), sent.recipient(), state.choices(), send.message(), state);
        return form.open(person, pressed, state, order, filled);
    }

    private void refuse(Person person, BlockActionPayload pressed, UUID deliveryId, Deliveries.Sent sent) {
        Send send = sent.send();
        audit.append(Entry.of(Action.ACCESS_REFUSED, person.teamId())
                .by(person.userId(), person.name())
                .about(send.orderId(), send.certificateId(), send.certificateName())
                .in(send.sendId(), send.mode().value())
                .to(deliveryId, sent.recipient())
                .at(Aside.origin(pressed).channelId())
                .because(SendCertificate.AGAIN + ": neither the sender nor an admin"));
        form.aside().tell(person, pressed, person.words().say("send.again.refused"));
    }

    private static @Nullable UUID id(@Nullable String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
