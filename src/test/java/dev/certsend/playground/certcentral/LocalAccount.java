package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The state behind the API: orders, what was put in place of their files, notes, changes. Safe for many threads. */
final class LocalAccount {

    /** An order's change of status, for {@code status-changes}. */
    record Change(Instant at, long orderId, long certificateId, String status) {}

    /** A certificate and the order it belongs to. */
    record Owned(LocalOrder order, LocalCertificate certificate) {}

    private final LittleCa ca;
    private final Clock clock;
    private final OrderBook orders;
    private final Map<Long, Long> orderOfCertificate = new ConcurrentHashMap<>();
    private final Map<Long, String> placedPems = new ConcurrentHashMap<>();
    private final Map<Long, List<ObjectNode>> notes = new ConcurrentHashMap<>();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final Map<Long, X509Certificate> issued = new ConcurrentHashMap<>();
    private final AtomicLong newestCertificate = new AtomicLong();

    LocalAccount(LittleCa ca, List<LocalOrder> orders, Clock clock) {
        this.ca = ca;
        this.clock = clock;
        this.orders = new OrderBook(orders);
        orders.forEach(this::number);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    LittleCa ca() {
        return ca;
    }

    void put(LocalOrder order) {
        orders.put(order);
        number(order);
    }

    private void number(LocalOrder order) {
        for (LocalCertificate certificate : order.certificates()) {
            if (certificate.id() != 0) {
                orderOfCertificate.put(certificate.id(), order.id());
                newestCertificate.accumulateAndGet(certificate.id(), Math::max);
            }
        }
    }

    /** Neither the order nor its certificates are found any more. */
    void remove(long orderId) {
        if (!orders.remove(orderId)) {
            throw new IllegalArgumentException("no order " + orderId);
        }
    }

    /** Puts the order in the place of the one with its number and keeps the change for {@code status-changes}. */
    void change(LocalOrder order) {
        put(order);
        changes.add(new Change(clock.instant(), order.id(), order.certificate().id(), order.status()));
    }

    List<Change> changesWithin(Duration span) {
        Instant start = clock.instant().minus(span);
        return changes.stream().filter(c -> !c.at().isBefore(start)).toList();
    }

    List<LocalOrder> newestFirst() {
        return orders.newestFirst();
    }

    OrderBook book() {
        return orders;
    }

    LocalOrder order(long id) {
        return find(String.valueOf(id)).orElseThrow(() -> new IllegalArgumentException("no order " + id));
    }

    /** By order number, or by serial number or thumbprint of the primary certificate. */
    Optional<LocalOrder> find(String key) {
        if (key.matches("\\d{1,18}")) {
            return orders.get(Long.parseLong(key));
        }
        String wanted = key.toUpperCase(Locale.ROOT);
        return newestFirst().stream()
                .filter(o -> o.certificate().hasFile())
                .filter(o -> o.certificate().serial().equals(wanted)
                        || (wanted.length() == 40
                                && thumbprint(o, o.certificate()).equals(wanted)))
                .findFirst();
    }

    Optional<Owned> findCertificate(long id) {
        return Optional.ofNullable(orderOfCertificate.get(id))
                .flatMap(orders::get)
                .flatMap(order -> order.certificates().stream()
                        .filter(c -> c.id() == id)
                        .findFirst()
                        .map(c -> new Owned(order, c)));
    }

    X509Certificate leaf(LocalOrder order, LocalCertificate certificate) {
        return issued.computeIfAbsent(certificate.id(), id -> ca.issue(Leaf.of(order, certificate)));
    }

    /** Leaf first, root last. */
    List<X509Certificate> chain(LocalOrder order, LocalCertificate certificate) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(leaf(order, certificate));
        chain.addAll(
                order.has(LocalOrder.Quirk.CROSS_SIGNED)
                        ? ca.aboveCrossSigned(order.product().validation())
                        : ca.above(order.product().validation()));
        return chain;
    }

    String issuerName(LocalOrder order) {
        return Dn.commonName(ca.above(order.product().validation()).get(0).getSubjectX500Principal());
    }

    String thumbprint(LocalOrder order, LocalCertificate certificate) {
        try {
            byte[] der = leaf(order, certificate).getEncoded();
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-1, or a certificate that has no bytes", e);
        }
    }

    /** The order with a certificate valid from today, under a fresh number. */
    LocalOrder issuedNow(LocalOrder order) {
        LocalCertificate old = order.certificate();
        LocalCertificate issuedNow = new LocalCertificate(
                freeCertificateId(),
                old.serial(),
                old.names(),
                Validity.ofDays(today(), 200),
                LocalCertificate.State.ISSUED);
        return order.with("issued", issuedNow);
    }

    /** The order with one more certificate of the same names, valid from today until its own ends, under a fresh number. */
    LocalOrder duplicated(LocalOrder order) {
        LocalCertificate primary = order.certificate();
        if (!primary.hasFile()) {
            throw new IllegalArgumentException("order " + order.id() + " has no certificate to duplicate");
        }
        long id = freeCertificateId();
        LocalDate till = primary.validity().till();
        Validity validity = new Validity(today().isAfter(till) ? till : today(), till);
        List<LocalCertificate> duplicates = new ArrayList<>(order.duplicates());
        duplicates.add(new LocalCertificate(
                id, SampleOrders.serial(new Random(id)), primary.names(), validity, LocalCertificate.State.ISSUED));
        return order.withDuplicates(duplicates);
    }

    long freeCertificateId() {
        return newestCertificate.incrementAndGet();
    }

    void placePem(long certificateId, String pem) {
        placedPems.put(certificateId, pem);
    }

    Optional<String> placedPem(long certificateId) {
        return Optional.ofNullable(placedPems.get(certificateId));
    }

    List<ObjectNode> notes(long orderId) {
        return notes.getOrDefault(orderId, List.of());
    }

    ObjectNode addNote(long orderId, String text) {
        List<ObjectNode> ofOrder = notes.computeIfAbsent(orderId, id -> new CopyOnWriteArrayList<>());
        ObjectNode note = Answer.JSON.createObjectNode().put("id", ofOrder.size() + 1);
        note.put("date_created", OrderJson.time(clock.instant())).put("text", text);
        note.putObject("user")
                .put("id", 7)
                .put("first_name", "cert-send")
                .put("last_name", "Service")
                .put("email", "cert-send@example.com");
        ofOrder.add(note);
        return note;
    }
}
