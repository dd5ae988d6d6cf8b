package dev.certsend.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as the mirror knows it.
 *
 * @param status CertCentral's own word: issued, pending, revoked …; or expired, as soon as it is that
 * @param names the DNS names, the common name among them
 * @param validation dv, ov or ev; null where CertCentral doesn't tell
 * @param duplicates whether it has certificates beside this one, or had
 * @param reissues whether this certificate took the place of another
 */
public record Order(
        long orderId,
        @Nullable Long certificateId,
        String status,
        String commonName,
        List<String> names,
        @Nullable String serialNumber,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTill,
        @Nullable Instant orderedAt,
        @Nullable String organization,
        @Nullable String container,
        @Nullable String productNameId,
        @Nullable String productName,
        @Nullable String validation,
        boolean duplicates,
        boolean reissues) {

    static final String REVOKED = "revoked";

    /** The statuses of an order whose certificate may be sent: while a reissue is pending, the one there is stays valid. */
    static final Set<String> SENDABLE_STATUSES = Set.of("issued", "reissue_pending");

    private static final List<String> NOT_TLS =
            List.of("client_", "code_signing", "secure_email", "document_signing", "vmc_");

    /** Why a certificate of an order can't be sent. */
    public enum Obstacle {
        NOT_ISSUED,
        REVOKED,
        EXPIRED,
        NOT_TLS;

        /** For the log: "order revoked". */
        public String text() {
            return "order " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** The key of its words, which name the order and its status. */
        public String words() {
            return switch (this) {
                case NOT_ISSUED -> "send.error.order.not_issued";
                case REVOKED -> "send.error.order.revoked";
                case EXPIRED -> "send.error.order.expired";
                case NOT_TLS -> "send.error.order.not_tls";
            };
        }
    }

    /** Whether its certificate can be sent today. */
    public boolean sendable(LocalDate today) {
        return obstacle(today).isEmpty();
    }

    /** What people call it by: its common name, else its first name, else its number. */
    public String name() {
        if (!commonName.isBlank()) {
            return commonName;
        }
        return names.isEmpty() ? Long.toString(orderId) : names.get(0);
    }

    /** What stands in the way of sending its certificate today; empty when nothing does. */
    public Optional<Obstacle> obstacle(LocalDate today) {
        if (productNameId != null && NOT_TLS.stream().anyMatch(productNameId::startsWith)) {
            return Optional.of(Obstacle.NOT_TLS);
        }
        if (status.equals(REVOKED)) {
            return Optional.of(Obstacle.REVOKED);
        }
        if (status.equals("expired") || (validTill != null && validTill.isBefore(today))) {
            return Optional.of(Obstacle.EXPIRED);
        }
        return SENDABLE_STATUSES.contains(status) && certificateId != null && serialNumber != null
                ? Optional.empty()
                : Optional.of(Obstacle.NOT_ISSUED);
    }
}
