package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Send;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Keepers;
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
    private final Keepers keepers;

    SendAgain(OrderStore orders, OpenForm form, Deliveries deliveries, Keepers keepers) {
        this.orders = orders;
        this.form = form;
        this.deliveries = deliveries;
        this.keepers = keepers;
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
        keepers.decide(
                wish(person, pressed, deliveryId, sent), () -> fill(person, pressed, sent), refusal -> form.aside()
                        .tell(person, pressed, refusal));
        return Answers.nothing();
    }

    /** Where Slack had to be asked first and took too long, the person is told to press once more. */
    private void fill(Person person, BlockActionPayload pressed, Deliveries.Sent sent) {
        Send send = sent.send();
        Order order = orders.find(send.orderId()).orElse(null);
        FormState state = FormState.of(Aside.origin(pressed), OrderQuery.ALL, order, Choices.of(send));
        String certificate = Long.toString(send.certificateId());
        Filled filled = new Filled(
                state.order(), certificate, List.of(), sent.recipient(), state.choices(), send.message(), state);
        // It answers nothing but what was answered already.
        Response unused = form.open(person, pressed, state, order, filled);
    }

    private static Keepers.Wish wish(Person person, BlockActionPayload pressed, UUID deliveryId, Deliveries.Sent sent) {
        Send send = sent.send();
        return new Keepers.Wish(
                person,
                SendCertificate.AGAIN,
                Aside.origin(pressed).channelId(),
                "send.again.refused",
                send.requesterId(),
                entry -> entry.about(send.orderId(), send.certificateId(), send.certificateName())
                        .in(send.sendId(), send.mode().value())
                        .to(deliveryId, sent.recipient()));
    }

    private static @Nullable UUID id(@Nullable String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
