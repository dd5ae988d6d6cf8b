package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderStore;
import dev.certsend.policy.Person;
import dev.certsend.policy.Workspace;
import dev.certsend.slack.SlackClient;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The parts of this feature, put together: what takes a send on, and the jobs behind it. */
public final class Delivering {
    private static final int CERTCENTRAL_AT_A_TIME = 4;

    private final Jdbi jdbi;
    private final Workspace workspace;
    private final @Nullable Mailer mailer;
    private final DeliverySettings settings;
    private final DeliveryNews news;
    private final Deliveries deliveries;

    /** @param mailer null where no mail server is set, since CertCentral sends */
    public Delivering(
            Jdbi jdbi, Workspace workspace, @Nullable Mailer mailer, DeliverySettings settings, DeliveryNews news) {
        this.jdbi = jdbi;
        this.news = news;
        this.workspace = workspace;
        this.mailer = mailer;
        this.settings = settings;
        this.deliveries = new Deliveries(jdbi, settings, news);
    }

    /** What takes a send on. */
    public Deliveries deliveries() {
        return deliveries;
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
     * What a worker process does for deliveries.
     *
     * @param settled told after each commit with outcomes
     */
    public Work work(LetterDesk desk, CertCentralClient certCentral, Operators operators, Runnable settled) {
        RetryPolicy policy = settings.retries();
        Lease lease = new Lease(jdbi);
        Relays relays = new Relays(operators, news);
        Books books = new Books(news, relays);
        Hands hands = new Hands();
        Ledger ledger = new Ledger(jdbi, books, hands, settled);
        Map<Via, Carrier> carriers = new EnumMap<>(Via.class);
        Map<Via, Integer> senders = new EnumMap<>(Via.class);
        carriers.put(Via.CERTCENTRAL, new CertCentralCarrier(ledger, desk, certCentral, policy));
        senders.put(Via.CERTCENTRAL, CERTCENTRAL_AT_A_TIME);
        // Letters that were taken on while there was a mail server wait until there is one again.
        if (mailer != null) {
            carriers.put(Via.SMTP, new RelayCarrier(ledger, desk, mailer, policy));
            senders.put(Via.SMTP, mailer.settings().smtp().connections());
        }
        SendRate rate = new SendRate(settings.rate());
        List<Lane> lanes = carriers.entrySet().stream()
                .map(way -> new Lane(
                        way.getKey(),
                        senders.getOrDefault(way.getKey(), 1),
                        jdbi,
                        lease.workerId(),
                        hands,
                        rate,
                        relays,
                        new DeliverLetter(desk, way.getValue(), policy),
                        ledger))
                .toList();
        Recovery recovery = new Recovery(jdbi, lease, hands, books, policy, () -> {
            settled.run();
            lanes.forEach(Lane::nudge);
        });
        return new Work(lanes, ledger, lease, recovery);
    }

    /** The job that notes a send on its order. */
    public WriteNote note(CertCentralClient certCentral) {
        return new WriteNote(jdbi, certCentral, this::workspaceName);
    }

    private Optional<String> workspaceName() {
        return workspace.identity().map(SlackClient.Self::teamName);
    }
}
