package dev.certsend.orders;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.OrderedCertificate;
import dev.certsend.certificate.WrongCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The orders' certificates: fetched from CertCentral once, checked against the order every time. */
public final class Certificates {
    private final Jdbi jdbi;
    private final CertCentralClient certCentral;

    public Certificates(Jdbi jdbi, CertCentralClient certCentral) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
    }

    /**
     * The order's certificate with its chain, checked: it is the order's by serial number, names and dates, in date now,
     * its chain whole and in order.
     *
     * @throws WrongCertificate what CertCentral gave must not leave
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral could not give it
     */
    public CertificateChain of(Order order, long certificateId) throws WrongCertificate {
        Optional<CertificateChain> kept = kept(certificateId);
        CertificateChain chain =
                kept.isPresent() ? kept.get() : CertificateChain.parse(certCentral.certificatePem(certificateId));
        chain.mustMatch(
                new OrderedCertificate(order.serialNumber(), order.commonName(), order.names(), order.validTill()),
                now());
        if (kept.isEmpty()) {
            keep(certificateId, chain);
        }
        return chain;
    }

    /** A certificate that was fetched and checked before. */
    public Optional<CertificateChain> kept(long certificateId) throws WrongCertificate {
        Optional<byte[][]> ders = jdbi.withHandle(
                handle -> handle.createQuery("SELECT chain FROM certificate WHERE certificate_id = :certificateId")
                        .bind("certificateId", certificateId)
                        .map((row, context) -> (byte[][]) row.getArray("chain").getArray())
                        .findOne());
        return ders.isEmpty() ? Optional.empty() : Optional.of(CertificateChain.ofDer(Arrays.asList(ders.get())));
    }

    private void keep(long certificateId, CertificateChain chain) {
        List<byte[]> ders = chain.der();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO certificate (certificate_id, chain) VALUES (:certificateId, :chain) ON CONFLICT DO NOTHING")
                .bind("certificateId", certificateId)
                .bindArray("chain", byte[].class, ders)
                .execute());
    }

    private java.time.Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT now()")
                .mapTo(java.time.Instant.class)
                .one());
    }
}
