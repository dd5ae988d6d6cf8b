package dev.certsend.certificate;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a chain is the one that an order is about, and usable. */
final class OrderCheck {

    private final CertificateChain chain;
    private final CertificateFacts facts;
    private final OrderedCertificate expected;

    OrderCheck(CertificateChain chain, OrderedCertificate expected) {
        this.chain = chain;
        this.facts = chain.facts();
        this.expected = expected;
    }

    void run(Instant now) throws WrongCertificate {
        sameSerial();
        sameNames();
        noAuthority();
        issuersGiven();
        inDate(chain.leaf(), now, "the certificate");
        for (X509Certificate issuer : chain.issuers()) {
            inDate(issuer, now, "its issuer " + DistinguishedName.display(issuer.getSubjectX500Principal()));
        }
        sameLastDay();
    }

    private void sameSerial() throws WrongCertificate {
        String serial = expected.serial();
        if (serial != null && !withoutZeros(serial.strip()).equalsIgnoreCase(withoutZeros(facts.serial()))) {
            throw new WrongCertificate(
                    Reason.OTHER_SERIAL,
                    "the certificate's serial number is %s, the order's %s".formatted(facts.serial(), serial));
        }
    }

    private static String withoutZeros(String serial) {
        return serial.replaceFirst("^0+", "");
    }

    /**
     * Both ways: a name too many would hand out an inventory that the order knows nothing of, a name too few would
     * not serve.
     */
    private void sameNames() throws WrongCertificate {
        Set<String> certified = names(facts.names(), facts.commonName());
        if (certified.isEmpty()) {
            throw new WrongCertificate(Reason.OTHER_NAMES, "the certificate has no names");
        }
        Set<String> ordered = names(expected.names(), expected.commonName());
        Set<String> missing = without(ordered, certified);
        if (!missing.isEmpty()) {
            throw new WrongCertificate(
                    Reason.OTHER_NAMES, "the certificate lacks names of the order: " + list(missing));
        }
        Set<String> unknown = without(certified, ordered);
        if (!unknown.isEmpty()) {
            throw new WrongCertificate(
                    Reason.OTHER_NAMES, "the certificate has names that the order lacks: " + list(unknown));
        }
    }

    private static Set<String> names(List<String> names, @Nullable String commonName) {
        Set<String> all =
                names.stream().map(NetworkName::canonical).collect(Collectors.toCollection(LinkedHashSet::new));
        if (commonName != null) {
            all.add(NetworkName.canonical(commonName));
        }
        all.remove("");
        return all;
    }

    private static Set<String> without(Set<String> names, Collection<String> others) {
        Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(others);
        return rest;
    }

    private static String list(Set<String> names) {
        String first = names.stream().limit(3).collect(Collectors.joining(", "));
        return names.size() <= 3 ? first : first + " and " + (names.size() - 3) + " more";
    }

    private void noAuthority() throws WrongCertificate {
        if (chain.leaf().getBasicConstraints() >= 0) {
            throw new WrongCertificate(Reason.A_CA, "the certificate is that of an authority");
        }
    }

    private void issuersGiven() throws WrongCertificate {
        if (chain.issuers().isEmpty()) {
            throw new WrongCertificate(Reason.CHAIN_MISSING, "the certificate came without its issuer's");
        }
    }

    private static void inDate(X509Certificate certificate, Instant now, String which) throws WrongCertificate {
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (now.isAfter(notAfter)) {
            throw new WrongCertificate(Reason.EXPIRED, which + " expired on " + notAfter);
        }
        Instant notBefore = certificate.getNotBefore().toInstant();
        if (now.isBefore(notBefore)) {
            throw new WrongCertificate(Reason.NOT_YET_VALID, which + " is valid only from " + notBefore);
        }
    }

    /** One day of slack, since the order's day may be that of any time zone. */
    private void sameLastDay() throws WrongCertificate {
        LocalDate ordered = expected.validTill();
        LocalDate certified = LocalDate.ofInstant(facts.notAfter(), ZoneOffset.UTC);
        if (ordered != null && Math.abs(ChronoUnit.DAYS.between(ordered, certified)) > 1) {
            throw new WrongCertificate(
                    Reason.OTHER_DATES, "the certificate ends on %s, the order says %s".formatted(certified, ordered));
        }
    }
}
