package dev.certsend.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may stand before a colon in a query. */
public enum Qualifier {
    /** One or several of CertCentral's statuses, with a comma between. */
    STATUS(
            "pending",
            "needs_approval",
            "processing",
            "issued",
            "reissue_pending",
            "waiting_pickup",
            "revoked",
            "canceled",
            "rejected",
            "expired"),
    /** How much was validated; one or several, with a comma between. */
    TYPE("dv", "ov", "ev"),
    /** Part of a product's name or id. */
    PRODUCT,
    /** Part of an organization's name. */
    ORG,
    /** When the certificate expires. */
    EXPIRES,
    /** When the certificate was issued; where there is none, when it was ordered. */
    ISSUED,
    /** Part of one of the names. */
    SAN,
    /** Part of the serial number. */
    SERIAL,
    /** The beginning of the order number. */
    ORDER,
    /** Part of the name of a division of the account. */
    CONTAINER,
    /** What the list is sorted by; a minus turns it round. */
    SORT("-issued", "issued", "expires", "-expires", "name", "-name");

    private final String allowed;

    Qualifier(String... allowed) {
        this.allowed = String.join(" ", allowed);
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The only values there are; empty where any text or day will do. */
    public List<String> allowed() {
        return allowed.isEmpty() ? List.of() : List.of(allowed.split(" ", -1));
    }

    boolean isDay() {
        return this == EXPIRES || this == ISSUED;
    }

    boolean takesSeveral() {
        return this == STATUS || this == TYPE;
    }

    static Optional<Qualifier> of(String word) {
        return Arrays.stream(values()).filter(q -> q.word().equals(word)).findFirst();
    }
}
