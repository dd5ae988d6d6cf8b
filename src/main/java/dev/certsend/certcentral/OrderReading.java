package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns CertCentral's JSON into orders, both that of a list and that of a single order. */
final class OrderReading {

    /** What some databases write for a date that is not there. */
    private static final String NO_DATE = "0000";

    /** A word such as reissue_pending; statuses unknown to us pass, numbers don't. */
    private static final Pattern STATUS = Pattern.compile("[A-Za-z][A-Za-z_ -]{0,40}");

    private OrderReading() {}

    /** An unreadable order is counted and left out, so that it does not take a thousand others with it. */
    static OrderPage page(JsonNode answer, long offset) {
        Json root = Json.object(answer);
        List<CertCentralOrder> orders = new ArrayList<>();
        int unreadable = 0;
        @Nullable String firstReason = null;
        for (JsonNode element : root.array("orders")) {
            try {
                orders.add(order(element));
            } catch (UnreadableJson e) {
                unreadable++;
                firstReason = firstReason != null
                        ? firstReason
                        : "order " + element.path("id").asText("without id") + ": " + e.getMessage();
            }
        }
        Long total = root.object("page").number("total");
        return new OrderPage(
                orders,
                new OrderPage.Unreadable(unreadable, firstReason),
                offset,
                total == null ? OptionalLong.empty() : OptionalLong.of(total));
    }

    static CertCentralOrder order(JsonNode node) {
        Json order = Json.object(node);
        Long id = order.number("id");
        String status = order.text("status");
        if (id == null || status == null || !STATUS.matcher(status).matches()) {
            throw new UnreadableJson(id == null ? "id" : "status", node.path(id == null ? "id" : "status"));
        }
        return new CertCentralOrder(
                id,
                status,
                instant(order, "date_created", node),
                certificate(order.object("certificate"), node.path("certificate")),
                product(order),
                new CertCentralOrder.Owner(
                        order.object("organization").text("name"),
                        order.object("container").text("name")),
                new CertCentralOrder.Copies(any(order, "duplicates"), any(order, "reissues")));
    }

    private static CertCentralOrder.Certificate certificate(Json certificate, JsonNode node) {
        return new CertCentralOrder.Certificate(
                certificate.number("id"),
                certificate.text("common_name"),
                certificate.texts("dns_names"),
                certificate.text("serial_number"),
                date(certificate, "valid_from", node),
                date(certificate, "valid_till", node));
    }

    private static CertCentralOrder.Product product(Json order) {
        Json product = order.object("product");
        String inProduct = product.text("name_id");
        String nameId = inProduct != null ? inProduct : order.text("product_name_id");
        Validation said = Validation.ofCode(product.text("validation_type"));
        return new CertCentralOrder.Product(
                nameId, product.text("name"), said != null ? said : Validation.ofProduct(nameId));
    }

    /** Lists carry the flag and the count, a single order carries the count alone. */
    private static boolean any(Json order, String copies) {
        return order.flag("has_" + copies) || order.flag(copies + "_count");
    }

    /** A day, or a time of which the day counts. */
    private static @Nullable LocalDate date(Json json, String name, JsonNode node) {
        String text = json.text(name);
        if (text == null || text.startsWith(NO_DATE)) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw new UnreadableJson(name, node.path(name));
        }
    }

    private static @Nullable Instant instant(Json json, String name, JsonNode node) {
        String text = json.text(name);
        if (text == null || text.startsWith(NO_DATE)) {
            return null;
        }
        try {
            return text.length() > 10
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnreadableJson(name, node.path(name));
        }
    }
}
