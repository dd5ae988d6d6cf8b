package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QueryWords;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Send;
import dev.certsend.mail.AddressRefused;
import dev.certsend.mail.EmailAddress;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderStore;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Person;
import dev.certsend.send.SendCertificateForm.Filled;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Origin;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialogue {@code /cert-send}: opens the form, and takes it in. */
public final class SendCertificate {
    /** Callback id of the form. */
    public static final String FORM = SendCertificateForm.ID;

    /** Action id of <em>Send again</em> for one delivery, whose id is its value. */
    public static final String AGAIN = "send_again";

    /** Action id of <em>Send again</em> for a whole send, whose id is its value. */
    public static final String AGAIN_ALL = "send_again_all";

    /** Action id of <em>Send to those that failed</em>; its value is the send's id. */
    public static final String AGAIN_FAILED = "send_again_failed";

    private static final Logger LOG = LoggerFactory.getLogger(SendCertificate.class);

    private final OrderStore orders;
    private final SubmissionCheck check;
    private final OrderPicker picker;
    private final OpenForm form;
    private final Deliveries deliveries;
    private final AuditLog audit;
    private final Runnable requested;
    private final SendAgain again;

    SendCertificate(
            OrderStore orders,
            SubmissionCheck check,
            OrderPicker picker,
            OpenForm form,
            Deliveries deliveries,
            AuditLog audit,
            Keepers keepers,
            Runnable requested) {
        this.orders = orders;
        this.check = check;
        this.picker = picker;
        this.form = form;
        this.deliveries = deliveries;
        this.audit = audit;
        this.requested = requested;
        this.again = new SendAgain(orders, form, deliveries, keepers);
    }

    /** Writes the form once in every language, for nothing, so that the first person's is not the first. */
    public static void warmUp() {
        FormState state = FormState.of(Origin.UNKNOWN, OrderQuery.ALL, null);
        SendCertificateForm.Offer all = new SendCertificateForm.Offer(true, true, 1, 1);
        for (Language language : Language.values()) {
            SlackClient.written(SendCertificateForm.view(new SendCertificateForm.Shown(
                    Words.in(language), state, null, Filled.opening(state, ""), null, List.of(), all)));
        }
    }

    /** {@code /cert-send [order or words] [e-mail …]}: the form, filled in as far as the text says. */
    public Response open(Person person, SlashCommandPayload command) {
        Words words = person.words();
        TypedCommand typed = TypedCommand.read(command.getText());
        if (typed.help()) {
            return Answers.onlyYou(words.say("send.usage"));
        }
        OrderQuery query;
        try {
            query = OrderQuery.read(typed.order());
        } catch (UnreadQuery e) {
            return Answers.onlyYou(Mrkdwn.escape(QueryWords.whole(e, words)) + "\n" + words.say("send.usage"));
        }
        OrderPicker.Named named = picker.named(query);
        if (!named.any()) {
            String unknown = words.say("send.no_such_order", Map.of("words", Mrkdwn.escape(typed.order())));
            return Answers.onlyYou(unknown + "\n" + words.say("send.usage"));
        }
        Origin origin = new Origin(command.getChannelId(), command.getResponseUrl());
        // Words that name several orders leave them in the picker.
        FormState state = FormState.of(origin, named.only() == null ? query : OrderQuery.ALL, named.only());
        try {
            form.open(person, command.getTriggerId(), state, named.only(), Filled.opening(state, typed.recipients()));
        } catch (SlackFault e) {
            if (e.kind() != SlackFault.Kind.GONE) {
                throw e;
            }
            return Answers.onlyYou(words.say("send.too_late"));
        }
        return Answers.nothing();
    }

    /** <em>Send certificate</em> beside an order of a list, or in its quick view, which the form takes the place of. */
    public Response openFor(Person person, BlockActionPayload pressed) {
        long orderId = Long.parseLong(pressed.getActions().get(0).getValue());
        Origin origin = Aside.origin(pressed);
        Order order = orders.find(orderId).orElse(null);
        if (order == null) {
            form.aside()
                    .tell(
                            origin,
                            person.words().say("send.error.order.unknown", Map.of("order", Long.toString(orderId))));
            return Answers.nothing();
        }
        FormState state = FormState.of(origin, OrderQuery.ALL, order);
        return form.open(person, pressed, state, order, Filled.opening(state, ""));
    }

    /** <em>Send again</em>, whose value is a delivery's id: the form, filled in as it was for that delivery. */
    public Response again(Person person, BlockActionPayload pressed) {
        return again.one(person, pressed);
    }

    /** <em>Send again</em> under a confirmation: the form as it was. */
    public Response againAll(Person person, BlockActionPayload pressed) {
        return again.all(person, pressed);
    }

    /** <em>Send to those that failed</em>: the form as it was, with only the recipients who got nothing. */
    public Response againFailed(Person person, BlockActionPayload pressed) {
        return again.failed(person, pressed);
    }

    /** The form was submitted: taken on whole, or refused with what is wrong under each field. */
    public Response submit(Person person, ViewSubmissionPayload payload) {
        Filled filled = SendCertificateForm.read(payload.getView());
        Submission submission = check.of(person, filled);
        if (!submission.errors().isEmpty()) {
            form.refused(payload.getView().getId());
            refuse(person, filled, submission);
            return Answers.errors(submission.errors());
        }
        String viewId = payload.getView().getId();
        List<Doubt> doubts = doubts(person, viewId, submission);
        if (!doubts.isEmpty() && !Doubt.remembered(doubts).equals(filled.state().doubts())) {
            return doubt(person, payload.getView(), filled, submission, doubts);
        }
        Send send = send(person, filled, submission);
        boolean isNew = deliveries.request(send, viewId, submission.recipients());
        LOG.info("{} {}", isNew ? "took on send" : "had already taken on the submission of send", send.sendId());
        requested.run();
        return Answers.nothing();
    }

    private List<Doubt> doubts(Person person, String viewId, Submission submission) {
        List<Doubt> doubts = new ArrayList<>();
        submission.recipients().forEach(typed -> Doubt.typo(typed, person.words())
                .ifPresent(doubts::add));
        long certificateId = submission.certificateId();
        deliveries
                .before(person.teamId(), certificateId, viewId, submission.recipients())
                .forEach(before -> doubts.add(Doubt.repetition(before, certificateId, person.words())));
        return doubts;
    }

    /** Nothing is sent yet: the same submitted once more is. */
    private Response doubt(Person person, View view, Filled filled, Submission submission, List<Doubt> doubts) {
        form.refused(view.getId());
        List<String> lines = new ArrayList<>(doubts.stream().map(Doubt::text).toList());
        lines.add(person.words().say("send.doubt.again"));
        FormState state = OpenForm.state(view).doubting(Doubt.remembered(doubts));
        return Answers.instead(form.doubted(person, state, submission.order(), filled, lines));
    }

    static Send send(Person person, Filled filled, Submission submission) {
        Order order = submission.order();
        return new Send(
                UUID.randomUUID(),
                person.teamId(),
                person.userId(),
                person.name(),
                person.language(),
                filled.state().origin().channelId(),
                filled.state().origin().responseUrl(),
                order.orderId(),
                submission.certificateId(),
                order.name(),
                submission.mode(),
                submission.format(),
                submission.terms(),
                filled.message(),
                replyTo(person),
                Instant.now());
    }

    /** The requester's own address; null where Slack tells none, or one that not every mailer can answer to. */
    private static @Nullable String replyTo(Person person) {
        if (person.email() == null) {
            return null;
        }
        try {
            EmailAddress address = EmailAddress.of(person.email());
            return address.localPart().chars().allMatch(c -> c < 128) ? address.toString() : null;
        } catch (AddressRefused e) {
            return null;
        }
    }

    private void refuse(Person person, Filled filled, Submission submission) {
        audit.append(Entry.of(Action.SEND_REFUSED, person.teamId())
                .by(person.userId(), person.name())
                .about(submission.orderIdOrNull(), null, null)
                .at(filled.state().origin().channelId())
                .because(String.join("; ", submission.reasons())));
    }
}
