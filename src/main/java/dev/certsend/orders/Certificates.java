package dev.certsend.orders;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.OrderedCertificate;
import dev.certsend.certificate.WrongCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The orders' certificates: fetched from CertCentral once, checked against the order every time. */
public final class Certificates {
    private static final Duration ASKED_ANEW = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;
    private final Copies copies;
    private volatile @Nullable Reading reading;
    private final Map<Long, CertificateChain> atHand = Collections.synchronizedMap(new Newest());

    /**
     * The chains used last: reading one checks every signature in it, which takes longer than all else about a letter or a
     * page. One is 6 KB, and 18 KB when its files were made in every format.
     */
    private static final class Newest extends LinkedHashMap<Long, CertificateChain> {
        private static final long serialVersionUID = 1;
        private static final int MOST = 1000;

        Newest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CertificateChain> eldest) {
            return size() > MOST;
        }
    }

    public Certificates(Jdbi jdbi, CertCentralClient certCentral, Copies copies) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
        this.copies = copies;
    }

    /**
     * A certificate of the order with its chain, checked: it is the order's by serial number, names and dates, in date now,
     * its chain whole and in order.
     *
     * @param certificateId the primary one's, or that of a copy
     *
     * @throws WrongCertificate what CertCentral gave must not leave
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral could not give it
     */
    public CertificateChain of(Order order, long certificateId) throws WrongCertificate {
        Optional<CertificateChain> kept = kept(certificateId);
        CertificateChain chain =
                kept.isPresent() ? kept.get() : CertificateChain.parse(certCentral.certificatePem(certificateId));
        chain.mustMatch(ordered(order, certificateId), now());
        if (kept.isEmpty()) {
            keep(certificateId, chain);
        }
        return chain;
    }

    /** A certificate that was fetched and checked before. */
    public Optional<CertificateChain> kept(long certificateId) throws WrongCertificate {
        CertificateChain read = atHand.get(certificateId);
        if (read != null) {
            return Optional.of(read);
        }
        Optional<byte[][]> ders = jdbi.withHandle(
                handle -> handle.createQuery("SELECT chain FROM certificate WHERE certificate_id = :certificateId")
                        .bind("certificateId", certificateId)
                        .map((row, context) -> (byte[][]) row.getArray("chain").getArray())
                        .findOne());
        if (ders.isEmpty()) {
            return Optional.empty();
        }
        CertificateChain chain = CertificateChain.ofDer(Arrays.asList(ders.get()));
        atHand.put(certificateId, chain);
        return Optional.of(chain);
    }

    /** Where the certificate is none of the order's any more, the primary one's serial number gives it away. */
    private OrderedCertificate ordered(Order order, long certificateId) {
        OrderedCertificate primary =
                new OrderedCertificate(order.serialNumber(), order.commonName(), order.names(), order.validTill());
        if (Long.valueOf(certificateId).equals(order.certificateId())) {
            return primary;
        }
        return copies.find(order.orderId(), certificateId)
                .map(copy ->
                        new OrderedCertificate(copy.serialNumber(), copy.commonName(), copy.names(), copy.validTill()))
                .orElse(primary);
    }

    private void keep(long certificateId, CertificateChain chain) {
        List<byte[]> ders = chain.der();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO certificate (certificate_id, chain) VALUES (:certificateId, :chain) ON CONFLICT DO NOTHING")
                .bind("certificateId", certificateId)
                .bindArray("chain", byte[].class, ders)
                .execute());
    }

    /** The database's time, asked for every ten seconds and reckoned in between. */
    private Instant now() {
        Reading last = reading;
        if (last == null || System.nanoTime() - last.nanos() > ASKED_ANEW.toNanos()) {
            long before = System.nanoTime();
            Instant at = jdbi.withHandle(handle ->
                    handle.createQuery("SELECT now()").mapTo(Instant.class).one());
            last = new Reading(at, before);
            reading = last;
        }
        return last.at().plusNanos(System.nanoTime() - last.nanos());
    }

    private record Reading(Instant at, long nanos) {}
}
