package dev.certsend.send;

import dev.certsend.audit.AuditLog;
import dev.certsend.browse.AdvancedSearch;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.People;
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
import org.jspecify.annotations.Nullable;

/** The parts of this feature, put together: the dialogue and the jobs behind it. */
public final class Sending {
    private final Deliveries deliveries;
    private final Jdbi jdbi;
    private final SlackClient slack;
    private final @Nullable Mailer mailer;
    private final SendSettings settings;
    private final People people;
    private final OrderStore orders;
    private final Copies copies;

    /** @param mailer null where no mail server is set, since CertCentral sends */
    public Sending(
            Jdbi jdbi,
            SlackClient slack,
            People people,
            OrderStore orders,
            Copies copies,
            @Nullable Mailer mailer,
            SendSettings settings) {
        this.jdbi = jdbi;
        this.deliveries = new Deliveries(jdbi, settings);
        this.slack = slack;
        this.people = people;
        this.orders = orders;
        this.copies = copies;
        this.mailer = mailer;
        this.settings = settings;
    }

    /** The orders that somebody sent last, newest first; each once. */
    public List<Long> lately(Person person) {
        return jdbi.withHandle(handle -> SendStore.lately(handle, person.teamId(), person.userId()));
    }

    /** The form while it is open. */
    public OpenForm form(
            QuickView quickView, AdvancedSearch advanced, Executor later, Function<Words, Optional<String>> notice) {
        return new OpenForm(orders, people, quickView, advanced, slack, later, notice, this::offer);
    }

    private SendCertificateForm.Offer offer() {
        return new SendCertificateForm.Offer(slack.granted(SlackClient.EMAIL_SCOPE), settings.via() == Via.SMTP);
    }

    /**
     * The form's opening and its submission.
     *
     * @param requested told after each send that was taken on
     */
    public SendCertificate dialogue(OrderPicker picker, OpenForm form, AuditLog audit, Runnable requested) {
        return new SendCertificate(orders, check(), picker, form, deliveries, audit, slack, requested);
    }

    /** The form's preview. */
    public PreviewLetter preview(LetterDesk desk, Executor asking) {
        EmailAddress sender = settings.via() == Via.CERTCENTRAL || mailer == null
                ? null
                : mailer.settings().from();
        return new PreviewLetter(check(), desk, slack, asking, sender);
    }

    private SubmissionCheck check() {
        return new SubmissionCheck(
                orders, copies, new RecipientsCheck(people, settings.mostRecipients(), this::takesUtf8));
    }

    /** CertCentral says nothing about such addresses; it may try. */
    private Optional<Boolean> takesUtf8() {
        return settings.via() == Via.CERTCENTRAL || mailer == null ? Optional.empty() : mailer.takesUtf8();
    }

    /** Where letters are written. */
    public LetterDesk desk(Certificates certificates, Workspace workspace, URI publicUrl) {
        return new LetterDesk(orders, certificates, copies, settings, publicUrl, () -> workspace
                .identity()
                .map(SlackClient.Self::teamName));
    }

    /**
     * The job that delivers.
     *
     * @param settled told after each attempt whose outcome was written
     */
    public DeliverLetter deliver(LetterDesk desk, CertCentralClient certCentral, Runnable settled) {
        Carrier relay = mailer == null ? Carrier.NO_RELAY : new RelayCarrier(deliveries, desk, mailer);
        Carrier authority = new CertCentralCarrier(deliveries, desk, certCentral);
        SendRate rate = new SendRate(jdbi, settings.rate());
        return new DeliverLetter(deliveries, desk, via -> via == Via.SMTP ? relay : authority, rate, settled);
    }

    /** The job that notes a send on its order. */
    public WriteNote note(CertCentralClient certCentral, Workspace workspace) {
        return new WriteNote(jdbi, certCentral, () -> name(workspace));
    }

    private static Optional<String> name(Workspace workspace) {
        return workspace.identity().map(SlackClient.Self::teamName);
    }

    /** The job that confirms. */
    public ConfirmInSlack confirm(Workspace workspace) {
        ConfirmationRoute route = new ConfirmationRoute(
                slack,
                () -> workspace.identity().map(SlackClient.Self::botUserId).orElse(""));
        return new ConfirmInSlack(jdbi, slack, route);
    }
}
