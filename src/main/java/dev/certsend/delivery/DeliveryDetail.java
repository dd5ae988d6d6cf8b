package dev.certsend.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with all there is to say of it.
 *
 * @param settledAt since when nothing more happens to it by itself; null while something does
 * @param bouncedAt when the mail server told that it could not be delivered; null where it told no such thing
 * @param tries how often it was tried to hand it over
 */
public record DeliveryDetail(
        Delivery delivery,
        @Nullable Instant settledAt,
        @Nullable Instant bouncedAt,
        int tries) {}
