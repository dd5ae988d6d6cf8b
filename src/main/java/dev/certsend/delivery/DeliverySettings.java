package dev.certsend.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about sending.
 *
 * @param linkLifetime how long a download link works
 * @param via the way of every new send; those taken on before keep theirs
 * @param note whether CertCentral's order gets a note of each send
 * @param rate of letters by SMTP; null where there is no limit
 */
public record DeliverySettings(
        Duration linkLifetime,
        Via via,
        boolean note,
        @Nullable Rate rate) {}
