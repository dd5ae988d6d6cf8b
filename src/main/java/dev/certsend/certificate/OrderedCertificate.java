package dev.certsend.certificate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order says of its certificate, in the order's own spelling. What is null or empty is not known to the
 * order.
 *
 * @param serial hexadecimal, in any case, with or without leading zeros
 * @param names host names and IP addresses; international names as A-labels or U-labels; the common name may be
 *     missing
 * @param validTill the last day, in a time zone that nobody documents
 */
public record OrderedCertificate(
        @Nullable String serial,
        @Nullable String commonName,
        List<String> names,
        @Nullable LocalDate validTill) {

    public OrderedCertificate {
        names = List.copyOf(names);
    }
}
