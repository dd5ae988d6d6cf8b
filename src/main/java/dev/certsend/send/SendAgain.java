package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.audit.Entry;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Delivery;
import dev.certsend.delivery.Send;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Person;
import dev.certsend.send.SendCertificateForm.Filled;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Pressed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Opens the form filled in as it was for an earlier delivery or send; whether that can be sent once more is checked as ever. */
final class SendAgain {
    /** What Slack takes in a field. */
    private static final int MOST_TYPED = 3000;

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

    /**
     * What to send again.
     *
     * @param to tells the entry of a refusal whom it was to
     */
    private record Earlier(Send send, List<String> recipients, UnaryOperator<Entry> to) {}

    /** For one delivery. */
    Response one(Person person, BlockActionPayload pressed) {
        return open(person, pressed, id -> deliveries
                .sent(id)
                .map(sent ->
                        new Earlier(sent.send(), List.of(sent.recipient()), entry -> entry.to(id, sent.recipient()))));
    }

    /** For everybody that the send was to. */
    Response all(Person person, BlockActionPayload pressed) {
        return open(person, pressed, id -> whole(id, delivery -> true));
    }

    /** For those of the send who got nothing, as far as anybody told us; by then it may be nobody. */
    Response failed(Person person, BlockActionPayload pressed) {
        return open(person, pressed, id -> whole(id, Delivery::failed));
    }

    private Optional<Earlier> whole(UUID sendId, Predicate<Delivery> which) {
        return deliveries
                .find(sendId)
                .map(send -> new Earlier(
                        send,
                        deliveries.ofSend(sendId).stream()
                                .filter(which)
                                .map(Delivery::recipient)
                                .toList(),
                        UnaryOperator.identity()));
    }

    private Response open(Person person, BlockActionPayload pressed, Function<UUID, Optional<Earlier>> find) {
        Earlier earlier = Pressed.id(pressed)
                .flatMap(find)
                .filter(found -> found.send().teamId().equals(person.teamId()))
                .orElse(null);
        if (earlier == null) {
            form.aside().tell(person, pressed, person.words().say("send.again.unknown"));
            return Answers.nothing();
        }
        keepers.decide(wish(person, pressed, earlier), () -> fill(person, pressed, earlier), refusal -> form.aside()
                .tell(person, pressed, refusal));
        return Answers.nothing();
    }

    /** Where Slack had to be asked first and took too long, the person is told to press once more. */
    private void fill(Person person, BlockActionPayload pressed, Earlier earlier) {
        String recipients = String.join("\n", earlier.recipients());
        if (recipients.length() > MOST_TYPED) {
            form.aside().tell(person, pressed, person.words().say("send.again.too_long"));
            return;
        }
        Send send = earlier.send();
        Order order = orders.find(send.orderId()).orElse(null);
        FormState state = FormState.of(Aside.origin(pressed), OrderQuery.ALL, order, Choices.of(send));
        String certificate = Long.toString(send.certificateId());
        Filled filled =
                new Filled(state.order(), certificate, List.of(), recipients, state.choices(), send.message(), state);
        // It answers nothing but what was answered already.
        Response unused = form.open(person, pressed, state, order, filled);
    }

    private static Keepers.Wish wish(Person person, BlockActionPayload pressed, Earlier earlier) {
        Send send = earlier.send();
        return new Keepers.Wish(
                person,
                pressed.getActions().get(0).getActionId(),
                Aside.origin(pressed).channelId(),
                "send.again.refused",
                send.requesterId(),
                entry -> earlier.to()
                        .apply(entry.about(send.orderId(), send.certificateId(), send.certificateName())
                                .in(send.sendId(), send.mode().value(), send.requesterId())));
    }
}
