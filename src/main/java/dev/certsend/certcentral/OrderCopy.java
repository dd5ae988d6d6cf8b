package dev.certsend.certcentral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that an order has beside its primary one: a duplicate, or one that was reissued. What CertCentral leaves
 * out is null or empty; no text holds a control character.
 *
 * @param status CertCentral's own word: usually approved for a duplicate, issued for a reissue
 */
public record OrderCopy(
        long certificateId,
        String status,
        @Nullable String commonName,
        List<String> dnsNames,
        @Nullable String serialNumber,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTill,
        @Nullable Instant createdAt) {

    public OrderCopy {
        dnsNames = List.copyOf(dnsNames);
    }
}
