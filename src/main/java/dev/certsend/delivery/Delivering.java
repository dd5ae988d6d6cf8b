package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.link.LinkNews;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Person;
import dev.certsend.policy.Workspace;
import dev.certsend.slack.SlackClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The parts of this feature, put together: what takes a send on, and the jobs behind it. */
public final class Delivering {
    private final Jdbi jdbi;
    private final SlackClient slack;
    private final Workspace workspace;
    private final @Nullable Mailer mailer;
    private final DeliverySettings settings;
    private final Deliveries deliveries;

    /** @param mailer null where no mail server is set, since CertCentral sends */
    public Delivering(
            Jdbi jdbi, SlackClient slack, Workspace workspace, @Nullable Mailer mailer, DeliverySettings settings) {
        this.jdbi = jdbi;
        this.slack = slack;
        this.workspace = workspace;
        this.mailer = mailer;
        this.settings = settings;
        this.deliveries = new Deliveries(jdbi, settings);
    }

    /** What takes a send on. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** What brings a confirmation up to date when its links change. */
    public static LinkNews linkNews() {
        return new LinkChanges(InstantSource.system());
    }

    /** The orders that somebody sent last, newest first; each once. */
    public List<Long> lately(Person person) {
        return jdbi.withHandle(handle -> SendStore.lately(handle, person.teamId(), person.userId()));
    }

    /** What would leave, for a look at it before it does. */
    public LetterPreview preview(LetterDesk desk) {
        return new LetterPreview(
                desk, relay().map(relay -> relay.settings().from()).orElse(null));
    }

    /** Whether new sends leave as letters of ours, not of CertCentral's. */
    public boolean writesLetters() {
        return relay().isPresent();
    }

    /** For how many days links last where the form does not say otherwise. */
    public int linkDays() {
        return settings.linkDays();
    }

    /** Whether the mail server takes addresses with letters beyond ASCII; empty where that isn't known. */
    public Optional<Boolean> takesUtf8() {
        return relay().flatMap(Mailer::takesUtf8);
    }

    /** The mail server that new sends leave by. */
    private Optional<Mailer> relay() {
        return settings.via() == Via.CERTCENTRAL ? Optional.empty() : Optional.ofNullable(mailer);
    }

    /** Where letters are written. */
    public LetterDesk desk(OrderStore orders, Copies copies, Certificates certificates, URI publicUrl) {
        return new LetterDesk(orders, certificates, copies, publicUrl, this::workspaceName);
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
    public WriteNote note(CertCentralClient certCentral) {
        return new WriteNote(jdbi, certCentral, this::workspaceName);
    }

    /** The job that confirms. */
    public ConfirmInSlack confirm() {
        ConfirmationRoute route = new ConfirmationRoute(
                slack,
                () -> workspace.identity().map(SlackClient.Self::botUserId).orElse(""));
        return new ConfirmInSlack(jdbi, slack, route);
    }

    private Optional<String> workspaceName() {
        return workspace.identity().map(SlackClient.Self::teamName);
    }
}
