package dev.certsend.orders;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that an order has beside its primary one.
 *
 * @param status CertCentral's own word, usually approved or issued
 */
public record Copy(
        long orderId,
        long certificateId,
        Kind kind,
        String status,
        String commonName,
        List<String> names,
        @Nullable String serialNumber,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTill) {

    /** How there came to be another certificate. */
    public enum Kind {
        /** Issued beside the primary one, and as good as it. */
        DUPLICATE,
        /** An earlier certificate of the order; the primary one took its place. */
        REISSUE;

        /** Its name in the database and in the keys of its words. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can be sent today. */
    public boolean sendable(LocalDate today) {
        boolean issued = status.equals("approved") || status.equals("issued");
        return issued && serialNumber != null && validTill != null && !validTill.isBefore(today);
    }
}
