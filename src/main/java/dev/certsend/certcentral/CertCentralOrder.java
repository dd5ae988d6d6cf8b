package dev.certsend.certcentral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One certificate order as CertCentral tells it. What it leaves out is null or empty; no text holds a control
 * character.
 *
 * @param id up to ten digits and growing
 * @param status CertCentral's own word, such as issued or reissue_pending; words unknown to us pass unchanged
 */
public record CertCentralOrder(
        long id,
        String status,
        @Nullable Instant createdAt,
        Certificate certificate,
        Product product,
        Owner owner,
        Copies copies) {

    /**
     * The order's primary certificate.
     *
     * @param id missing while the request needs approval
     * @param dnsNames as sent, without blank ones
     * @param serialNumber missing until issued, like both dates
     */
    public record Certificate(
            @Nullable Long id,
            @Nullable String commonName,
            List<String> dnsNames,
            @Nullable String serialNumber,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTill) {

        public Certificate {
            dnsNames = List.copyOf(dnsNames);
        }
    }

    /**
     * What was bought.
     *
     * @param validation null for products that it says nothing of, such as client certificates
     */
    public record Product(
            @Nullable String nameId,
            @Nullable String name,
            @Nullable Validation validation) {}

    /**
     * Whose it is.
     *
     * @param container the division of the account
     */
    public record Owner(
            @Nullable String organization, @Nullable String container) {}

    /** Whether the order has certificates beside its primary one, or had. */
    public record Copies(boolean duplicates, boolean reissues) {}
}
