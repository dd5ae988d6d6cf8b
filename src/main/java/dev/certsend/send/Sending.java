package dev.certsend.send;

import dev.certsend.audit.AuditLog;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.OrderPicker;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Workspace;
import dev.certsend.slack.SlackClient;
import java.net.URI;
import org.jdbi.v3.core.Jdbi;

/** The parts of this feature, put together: the dialogue and the two jobs behind it. */
public final class Sending {
    private final Deliveries deliveries;
    private final Jdbi jdbi;
    private final SlackClient slack;
    private final SendSettings settings;
    private final OrderStore orders;

    public Sending(Jdbi jdbi, SlackClient slack, OrderStore orders, SendSettings settings) {
        this.jdbi = jdbi;
        this.deliveries = new Deliveries(jdbi);
        this.slack = slack;
        this.orders = orders;
        this.settings = settings;
    }

    /**
     * The form and its submission.
     *
     * @param requested told after each send that was taken on
     */
    public SendCertificate dialogue(OrderPicker picker, AuditLog audit, Runnable requested) {
        return new SendCertificate(orders, picker, deliveries, audit, slack, settings, requested);
    }

    /**
     * The job that delivers.
     *
     * @param settled told after each attempt whose outcome was written
     */
    public DeliverLetter deliver(
            Certificates certificates, Mailer mailer, Workspace workspace, URI publicUrl, Runnable settled) {
        LetterDesk desk = new LetterDesk(orders, certificates, settings, publicUrl, () -> workspace
                .identity()
                .map(SlackClient.Self::teamName));
        return new DeliverLetter(deliveries, desk, mailer, settings, settled);
    }

    /** The job that confirms. */
    public ConfirmInSlack confirm(Workspace workspace) {
        ConfirmationRoute route = new ConfirmationRoute(
                slack,
                () -> workspace.identity().map(SlackClient.Self::botUserId).orElse(""));
        return new ConfirmInSlack(jdbi, slack, route);
    }
}
