package dev.certsend.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about sending.
 *
 * @param linkDays for how many days download links last where the form does not say otherwise, 1 to 90
 * @param via the way of every new send; those taken on before keep theirs
 * @param note whether CertCentral's order gets a note of each send
 * @param rate of letters by SMTP; null where there is no limit
 * @param delay how long a send waits for somebody to think better of it
 */
public record DeliverySettings(
        int linkDays, Via via, boolean note, @Nullable Rate rate, Duration delay, RetryPolicy retries) {}
