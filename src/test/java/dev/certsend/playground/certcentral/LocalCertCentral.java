package dev.certsend.playground.certcentral;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * CertCentral on a local port. It starts with the sample orders, both API keys below, and its limits kept. Safe for many threads.
 *
 * <p>Source of paths, fields and errors: DigiCert's Services API v2 and recorded traffic; what is a guess says so.
 */
public final class LocalCertCentral implements AutoCloseable {

    /** May do all the bot needs: DigiCert's key restriction "Orders". */
    public static final String KEY = "PLAYGROUND-ORDERS-KEY";

    /** May only GET: DigiCert's key restriction "View Only". */
    public static final String VIEW_ONLY_KEY = "PLAYGROUND-VIEW-ONLY-KEY";

    /** An account up to this size has a bit of everything; a larger one is like a large account. */
    private static final int SMALL = 1000;

    private static final Set<String> SENDABLE = Set.of("issued", "reissue_pending");

    private final LocalAccount account;
    private final Webhook webhook = new Webhook();
    private final Endpoints endpoints;
    private final Faults faults = new Faults();
    private final LocalServer server;

    private LocalCertCentral(LocalAccount account) {
        this.account = account;
        this.endpoints = new Endpoints(account);
        this.server = new LocalServer(endpoints, faults);
    }

    /** 200 orders, always the same ones on one day. */
    public static LocalCertCentral start() {
        return start(200, 1);
    }

    /** So many orders, made from a seed and today's date. */
    public static LocalCertCentral start(int orders, long seed) {
        return start(orders, seed, Clock.systemUTC());
    }

    /** The same on the clock's day; the clock also says which days remain and what changed since when. */
    public static LocalCertCentral start(int orders, long seed, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<LocalOrder> made =
                orders <= SMALL ? SampleOrders.of(orders, seed, today) : ManyOrders.of(orders, seed, today);
        return start(LittleCa.seeded(seed, today), made, clock);
    }

    /** The orders given, in any order. */
    public static LocalCertCentral start(LittleCa ca, List<LocalOrder> orders, Clock clock) {
        LocalCertCentral started = new LocalCertCentral(new LocalAccount(ca, orders, clock));
        started.up();
        return started;
    }

    /** What {@code CERTCENTRAL_URL} is to be; stays the same through {@link #down} and {@link #up}. */
    public String url() {
        return "http://localhost:" + server.port() + "/services/v2";
    }

    /** Nobody listens on the port. */
    public void down() {
        server.stop();
    }

    /** Listens on the port again. */
    public void up() {
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on port " + server.port(), e);
        }
    }

    public Faults faults() {
        return faults;
    }

    /** Whether 429 is answered beyond the limits; they are kept unless switched off. */
    public void keepLimits(boolean keep) {
        server.keepLimits(keep);
    }

    /** Whether the filters of a list are overlooked, as clients have met it. */
    public void ignoreFilters(boolean ignore) {
        endpoints.ignoreFilters(ignore);
    }

    /** Whether the list begins with its second half, whatever sort is asked for. */
    public void listFromTheMiddle(boolean middle) {
        endpoints.listFromTheMiddle(middle);
    }

    /**
     * From now on certificate_issued, certificate_revoked and order_rejected are POSTed there, with the secret, of at least
     * 32 characters, as {@code X-WEBHOOK-KEY}. Orders that are {@link #add added} tell nothing: nor do certificates that
     * CertCentral issues at once.
     */
    public void webhook(URI url, String secret) {
        webhook.register(url, secret);
    }

    /** The statuses that the events were answered with, oldest first; 0 where no answer came. */
    public List<Integer> webhookAnswers() {
        return webhook.answers();
    }

    /** Every call so far, oldest first. */
    public List<RecordedCall> calls() {
        return server.calls();
    }

    /** What was asked of {@code sendemail}. */
    public List<SentMail> sentMails() {
        return endpoints.sendEmail().sent();
    }

    /** From now on {@code sendemail} takes no mail to this address. */
    public void refuseRecipient(String address) {
        endpoints.sendEmail().refuse(address);
    }

    /** From now on what is asked of {@code sendemail} is handed over here. */
    public void post(Consumer<SentMail> office) {
        endpoints.sendEmail().post(office);
    }

    /** Where the certificate of a mail with a link is, for whoever has the link; the path is our own. */
    public String linkTo(long certificateId) {
        return "http://localhost:" + server.port() + LocalServer.LINKS + certificateId;
    }

    /** The certificate as it should be, leaf first, root last. */
    public List<X509Certificate> chainOfCertificate(long certificateId) {
        return account.findCertificate(certificateId)
                .map(owned -> account.chain(owned.order(), owned.certificate()))
                .orElseThrow(() -> new IllegalArgumentException("no certificate " + certificateId));
    }

    /** The notes' texts, oldest first. */
    public List<String> notes(long orderId) {
        return account.notes(orderId).stream().map(n -> n.path("text").asText()).toList();
    }

    public LittleCa ca() {
        return account.ca();
    }

    /** As they are now, newest first. */
    public List<LocalOrder> orders() {
        return List.copyOf(account.newestFirst());
    }

    public LocalOrder order(long orderId) {
        return account.order(orderId);
    }

    /** The newest order with this common name, as the account shows it. */
    public LocalOrder order(String commonName) {
        return orders().stream()
                .filter(o -> o.certificate().names().commonName().equals(commonName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order for " + commonName));
    }

    /** The order's certificate as it should be, leaf first, root last. */
    public List<X509Certificate> chain(long orderId) {
        LocalOrder order = order(orderId);
        return account.chain(order, order.certificate());
    }

    /** A new order; it is a change that {@code status-changes} tells of. */
    public void add(LocalOrder order) {
        account.change(order);
    }

    public void revoke(long orderId) {
        LocalOrder order = order(orderId);
        change("certificate_revoked", order.with("revoked", order.certificate().revoked()));
    }

    /** A pending order will not be issued. */
    public void reject(long orderId) {
        LocalOrder order = order(orderId);
        change("order_rejected", order.with("rejected", order.certificate()));
    }

    /** The order is gone, its certificates too; {@code status-changes} does not tell. */
    public void remove(long orderId) {
        account.remove(orderId);
    }

    /** One more certificate of the same names; returns its number. */
    public long duplicate(long orderId) {
        LocalOrder changed = account.duplicated(order(orderId));
        account.put(changed);
        return changed.duplicates().get(changed.duplicates().size() - 1).id();
    }

    /** So many orders, the newest ones that have a certificate to send, begin or end a reissue; returns their numbers. */
    public List<Long> changeMany(int howMany) {
        List<LocalOrder> changing = account.newestFirst().stream()
                .filter(order -> SENDABLE.contains(order.status()))
                .limit(howMany)
                .toList();
        if (changing.size() < howMany) {
            throw new IllegalArgumentException("only " + changing.size() + " orders can change");
        }
        for (LocalOrder order : changing) {
            String status = order.status().equals("issued") ? "reissue_pending" : "issued";
            account.change(order.with(status, order.certificate()));
        }
        return changing.stream().map(LocalOrder::id).toList();
    }

    /** A pending order's certificate is there now; also ends a pending reissue. */
    public void issue(long orderId) {
        change("certificate_issued", account.issuedNow(order(orderId)));
    }

    /** A reissue: the order's certificate is the first one of this PEM from now on, under a new certificate number, which is returned. */
    public long replaceCertificate(long orderId, String pem) {
        LocalOrder order = order(orderId);
        List<LocalCertificate> reissues = new ArrayList<>(order.reissues());
        reissues.add(order.certificate());
        LocalOrder changed = order.with("issued", PlacedCertificate.read(pem, account.freeCertificateId()))
                .withReissues(reissues);
        account.placePem(changed.certificate().id(), pem);
        change("certificate_issued", changed);
        return changed.certificate().id();
    }

    private void change(String event, LocalOrder changed) {
        account.change(changed);
        webhook.tell(event, changed);
    }

    /** From now on every PEM download of this certificate gets this text, whatever it is; order info and list stay as they were. */
    public void answerPem(long certificateId, String hostilePem) {
        account.placePem(certificateId, hostilePem);
    }

    /** Wrong files for this order. */
    public BrokenPem broken(long orderId) {
        LocalOrder order = order(orderId);
        return new BrokenPem(account.ca(), Leaf.of(order, order.certificate()));
    }

    @Override
    public void close() {
        webhook.close();
        server.stop();
    }
}
