package dev.certsend.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order told bit by bit; what is not told is null or empty. */
final class AnOrder {
    private final long number;
    private String status = "pending";
    private String commonName = "";
    private List<String> names = List.of();
    private @Nullable Long certificateId;
    private @Nullable String serialNumber;
    private @Nullable LocalDate validFrom;
    private @Nullable LocalDate validTill;
    private @Nullable Instant orderedAt;
    private @Nullable String organization;
    private @Nullable String container;
    private @Nullable String productId;
    private @Nullable String productName;
    private @Nullable String validation;

    private AnOrder(long number) {
        this.number = number;
    }

    static AnOrder number(long number) {
        return new AnOrder(number);
    }

    AnOrder called(String first, String... others) {
        commonName = first;
        names = List.of(others);
        return this;
    }

    AnOrder of(@Nullable String name) {
        organization = name;
        return this;
    }

    AnOrder serial(@Nullable String number) {
        serialNumber = number;
        return this;
    }

    AnOrder status(String word) {
        status = word;
        return this;
    }

    AnOrder type(@Nullable String word) {
        validation = word;
        return this;
    }

    AnOrder certificate(@Nullable Long id) {
        certificateId = id;
        return this;
    }

    AnOrder valid(@Nullable LocalDate from, @Nullable LocalDate till) {
        validFrom = from;
        validTill = till;
        return this;
    }

    AnOrder ordered(@Nullable Instant at) {
        orderedAt = at;
        return this;
    }

    AnOrder in(@Nullable String division) {
        container = division;
        return this;
    }

    AnOrder product(@Nullable String id, @Nullable String name) {
        productId = id;
        productName = name;
        return this;
    }

    Order build() {
        return new Order(
                number,
                certificateId,
                status,
                commonName,
                names,
                serialNumber,
                validFrom,
                validTill,
                orderedAt,
                organization,
                container,
                productId,
                productName,
                validation,
                false,
                false);
    }
}
