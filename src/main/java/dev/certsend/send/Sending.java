package dev.certsend.send;

import dev.certsend.audit.AuditLog;
import dev.certsend.browse.AdvancedSearch;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Person;
import dev.certsend.policy.Workspace;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Words;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The parts of this feature, put together: the dialogue and the two jobs behind it. */
public final class Sending {
    private final Deliveries deliveries;
    private final Jdbi jdbi;
    private final SlackClient slack;
    private final SendSettings settings;
    private final OrderStore orders;
    private final Copies copies;

    public Sending(Jdbi jdbi, SlackClient slack, OrderStore orders, Copies copies, SendSettings settings) {
        this.jdbi = jdbi;
        this.deliveries = new Deliveries(jdbi);
        this.slack = slack;
        this.orders = orders;
        this.copies = copies;
        this.settings = settings;
    }

    /** The orders that somebody sent last, newest first; each once. */
    public List<Long> lately(Person person) {
        return jdbi.withHandle(handle -> SendStore.lately(handle, person.teamId(), person.userId()));
    }

    /** The form while it is open. */
    public OpenForm form(
            QuickView quickView, AdvancedSearch advanced, Executor later, Function<Words, Optional<String>> notice) {
        return new OpenForm(orders, quickView, advanced, slack, later, notice);
    }

    /**
     * The form's opening and its submission.
     *
     * @param requested told after each send that was taken on
     */
    public SendCertificate dialogue(OrderPicker picker, OpenForm form, AuditLog audit, Runnable requested) {
        return new SendCertificate(orders, copies, picker, form, deliveries, audit, slack, settings, requested);
    }

    /**
     * The job that delivers.
     *
     * @param settled told after each attempt whose outcome was written
     */
    public DeliverLetter deliver(
            Certificates certificates, Mailer mailer, Workspace workspace, URI publicUrl, Runnable settled) {
        LetterDesk desk = new LetterDesk(orders, certificates, copies, settings, publicUrl, () -> workspace
                .identity()
                .map(SlackClient.Self::teamName));
        return new DeliverLetter(deliveries, desk, mailer, settled);
    }

    /** The job that confirms. */
    public ConfirmInSlack confirm(Workspace workspace) {
        ConfirmationRoute route = new ConfirmationRoute(
                slack,
                () -> workspace.identity().map(SlackClient.Self::botUserId).orElse(""));
        return new ConfirmInSlack(jdbi, slack, route);
    }
}
