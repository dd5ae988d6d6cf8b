package dev.certsend.playground.certcentral;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An order of the account. The status is the text the API gives. */
public record LocalOrder(
        long id,
        Product product,
        String status,
        LocalCertificate certificate,
        List<LocalCertificate> duplicates,
        List<LocalCertificate> reissues,
        Organization organization,
        Instant createdAt,
        Set<Quirk> quirks,
        Division division) {

    /** What real accounts' orders were seen to have now and then. */
    public enum Quirk {
        /** {@code "organization": []}, an array. */
        NO_ORGANIZATION,
        /** Four blocks in {@code pem_all}: the root comes cross-signed by an older one. */
        CROSS_SIGNED,
        MULTI_YEAR_PLAN,
        ARCHIVED,
        CUSTOM_FIELDS,
        RENEWED,
        NO_RENEWAL_NOTICES
    }

    /** An order of the account's root division. */
    public LocalOrder(
            long id,
            Product product,
            String status,
            LocalCertificate certificate,
            List<LocalCertificate> duplicates,
            List<LocalCertificate> reissues,
            Organization organization,
            Instant createdAt,
            Set<Quirk> quirks) {
        this(id, product, status, certificate, duplicates, reissues, organization, createdAt, quirks, Division.ROOT);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    LocalOrder with(String newStatus, LocalCertificate newCertificate) {
        return new LocalOrder(
                id,
                product,
                newStatus,
                newCertificate,
                duplicates,
                reissues,
                organization,
                createdAt,
                quirks,
                division);
    }

    LocalOrder withReissues(List<LocalCertificate> newReissues) {
        return new LocalOrder(
                id, product, status, certificate, duplicates, newReissues, organization, createdAt, quirks, division);
    }

    LocalOrder withDuplicates(List<LocalCertificate> newDuplicates) {
        return new LocalOrder(
                id, product, status, certificate, newDuplicates, reissues, organization, createdAt, quirks, division);
    }

    /** The primary certificate, the duplicates and the reissues, each once. */
    List<LocalCertificate> certificates() {
        return Stream.of(List.of(certificate), duplicates, reissues)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
