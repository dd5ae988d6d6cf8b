package dev.certsend.playground.certcentral;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

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

    private final LocalAccount account;
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
        return start(LittleCa.seeded(seed, today), SampleOrders.of(orders, seed, today), clock);
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

    /** Every call so far, oldest first. */
    public List<RecordedCall> calls() {
        return server.calls();
    }

    /** What was asked of {@code sendemail}. */
    public List<SentMail> sentMails() {
        return endpoints.sentMails();
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
        account.change(order.with("revoked", order.certificate().revoked()));
    }

    /** A pending order's certificate is there now; also ends a pending reissue. */
    public void issue(long orderId) {
        account.change(account.issuedNow(order(orderId)));
    }

    /** A reissue: the order's certificate is the first one of this PEM from now on, under a new certificate number, which is returned. */
    public long replaceCertificate(long orderId, String pem) {
        LocalOrder order = order(orderId);
        List<LocalCertificate> reissues = new ArrayList<>(order.reissues());
        reissues.add(order.certificate());
        LocalOrder changed = order.with("issued", PlacedCertificate.read(pem, account.freeCertificateId()))
                .withReissues(reissues);
        account.placePem(changed.certificate().id(), pem);
        account.change(changed);
        return changed.certificate().id();
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
        server.stop();
    }
}
