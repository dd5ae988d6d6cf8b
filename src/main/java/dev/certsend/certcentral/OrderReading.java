package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns CertCentral's JSON into orders, both that of a list and that of a single order, and what belongs to them. */
final class OrderReading {

    /** What some databases write for a date that is not there. */
    private static final String NO_DATE = "0000";

    /** A word such as reissue_pending; statuses unknown to us pass, numbers don't. */
    private static final Pattern STATUS = Pattern.compile("[A-Za-z][A-Za-z_ -]{0,40}");

    private OrderReading() {}

    /** An unreadable order is counted and left out, so that it does not take a thousand others with it. */
    static OrderPage page(JsonNode answer, long offset) {
        Json root = Json.object(answer);
        List<JsonNode> elements = root.array("orders");
        Map<Long, CertCentralOrder> orders = new LinkedHashMap<>();
        int unreadable = 0;
        @Nullable String firstReason = null;
        List<Long> ids = new ArrayList<>();
        for (JsonNode element : elements) {
            try {
                CertCentralOrder order = order(element);
                orders.put(order.id(), order);
            } catch (UnreadableJson e) {
                Optional<Long> id = id(element, "id");
                String name = id.map(String::valueOf).orElse("without id");
                unreadable++;
                firstReason = firstReason != null ? firstReason : "order " + name + ": " + e.getMessage();
                id.ifPresent(ids::add);
            }
        }
        Long total = root.object("page").number("total");
        return new OrderPage(
                List.copyOf(orders.values()),
                new OrderPage.Unreadable(unreadable, firstReason, ids),
                offset,
                elements.size(),
                total == null ? OptionalLong.empty() : OptionalLong.of(total));
    }

    /** A change without a readable order id tells nothing and is left out. */
    static List<StatusChange> changes(JsonNode answer) {
        List<StatusChange> changes = new ArrayList<>();
        for (JsonNode element : Json.object(answer).array("orders")) {
            id(element, "order_id").ifPresent(id -> changes.add(new StatusChange(id, statusOrNone(element))));
        }
        return List.copyOf(changes);
    }

    /** An unreadable certificate is left out, like an unreadable order of a page. */
    static List<OrderCopy> copies(JsonNode answer) {
        List<OrderCopy> copies = new ArrayList<>();
        for (JsonNode element : Json.object(answer).array("certificates")) {
            copyOrNone(element).ifPresent(copies::add);
        }
        return List.copyOf(copies);
    }

    static List<String> notes(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : Json.object(answer).array("notes")) {
            if (element.path("text").isTextual()) {
                texts.add(element.path("text").textValue());
            }
        }
        return List.copyOf(texts);
    }

    static CertCentralOrder order(JsonNode node) {
        Json order = Json.object(node);
        return new CertCentralOrder(
                id(order, node),
                status(order, node),
                instant(order, "date_created", node),
                certificate(order.object("certificate"), node.path("certificate")),
                product(order),
                new CertCentralOrder.Owner(
                        order.object("organization").text("name"),
                        order.object("container").text("name")),
                new CertCentralOrder.Copies(any(order, "duplicates"), any(order, "reissues")));
    }

    private static OrderCopy copy(JsonNode node) {
        Json copy = Json.object(node);
        return new OrderCopy(
                id(copy, node),
                status(copy, node),
                copy.text("common_name"),
                copy.texts("dns_names"),
                copy.text("serial_number"),
                date(copy, "valid_from", node),
                date(copy, "valid_till", node),
                instant(copy, "date_created", node));
    }

    private static Optional<OrderCopy> copyOrNone(JsonNode element) {
        try {
            return Optional.of(copy(element));
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }

    private static long id(Json json, JsonNode node) {
        Long id = json.number("id");
        if (id == null) {
            throw new UnreadableJson("id", node.path("id"));
        }
        return id;
    }

    private static String status(Json json, JsonNode node) {
        String status = json.text("status");
        if (status == null || !STATUS.matcher(status).matches()) {
            throw new UnreadableJson("status", node.path("status"));
        }
        return status;
    }

    /** What can be said of an element of which nothing else need be readable. */
    private static Optional<Long> id(JsonNode element, String name) {
        try {
            return Optional.ofNullable(Json.object(element).number(name));
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }

    private static String statusOrNone(JsonNode element) {
        try {
            return status(Json.object(element), element);
        } catch (UnreadableJson e) {
            return "";
        }
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
