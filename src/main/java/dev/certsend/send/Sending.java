package dev.certsend.send;

import dev.certsend.audit.AuditLog;
import dev.certsend.browse.AdvancedSearch;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView;
import dev.certsend.delivery.Delivering;
import dev.certsend.delivery.LetterDesk;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.People;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Words;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The parts of the dialogue, put together. */
public final class Sending {
    private final SlackClient slack;
    private final People people;
    private final OrderStore orders;
    private final Delivering delivering;
    private final int mostRecipients;
    private final SubmissionCheck check;

    /** @param mostRecipients how many recipients one send may have */
    public Sending(
            SlackClient slack,
            People people,
            OrderStore orders,
            Copies copies,
            Delivering delivering,
            int mostRecipients) {
        this.slack = slack;
        this.people = people;
        this.orders = orders;
        this.delivering = delivering;
        this.mostRecipients = mostRecipients;
        this.check = new SubmissionCheck(
                orders,
                copies,
                new RecipientsCheck(people, mostRecipients, delivering::takesUtf8),
                new LinkTermsCheck(delivering.linkDays()));
    }

    /** The form while it is open. */
    public OpenForm form(
            QuickView quickView, AdvancedSearch advanced, Executor later, Function<Words, Optional<String>> notice) {
        return new OpenForm(orders, people, quickView, advanced, slack, later, notice, this::offer);
    }

    private SendCertificateForm.Offer offer() {
        return new SendCertificateForm.Offer(
                slack.granted(SlackClient.EMAIL_SCOPE),
                delivering.writesLetters(),
                mostRecipients,
                delivering.linkDays());
    }

    /**
     * The form's opening and its submission.
     *
     * @param requested told after each send that was taken on
     */
    public SendCertificate dialogue(
            OrderPicker picker, OpenForm form, AuditLog audit, Keepers keepers, Runnable requested) {
        return new SendCertificate(orders, check, picker, form, delivering.deliveries(), audit, keepers, requested);
    }

    /** The form's preview. */
    public PreviewLetter preview(LetterDesk desk, Executor later, Executor asking) {
        return new PreviewLetter(check, delivering.preview(desk), slack, later, asking);
    }
}
