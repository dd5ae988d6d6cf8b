package dev.certsend.playground.certcentral;

import static dev.certsend.playground.certcentral.Answer.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** An order as the list shows it: what isn't known yet is absent, not null. */
final class OrderJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private OrderJson() {}

    static ObjectNode of(LocalOrder order, LocalDate today) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", order.id());
        json.set("certificate", certificate(order.certificate(), today));
        json.put("status", order.status());
        json.put("is_renewed", order.has(Quirk.RENEWED));
        json.put("date_created", time(order.createdAt()));
        organization(json, order);
        json.put("validity_years", 1);
        json.putObject("order_validity").put("years", 1);
        if (order.certificate().hasFile()) {
            json.put("order_valid_till", order.certificate().validity().till().toString());
        }
        json.put("disable_renewal_notifications", order.has(Quirk.NO_RENEWAL_NOTICES));
        container(json, order.division());
        product(json, order.product());
        counts(json, order);
        json.put("price", 300).put("product_name_id", order.product().nameId());
        json.put("number_of_sans", order.certificate().names().dnsNames().size());
        quirks(json, order);
        return json;
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    static ObjectNode certificate(LocalCertificate certificate, LocalDate today) {
        ObjectNode json = JSON.createObjectNode();
        if (certificate.id() != 0) {
            json.put("id", certificate.id());
        }
        if (certificate.hasFile()) {
            json.put("serial_number", certificate.serial());
        }
        json.put("common_name", certificate.names().commonName());
        certificate.names().dnsNames().forEach(json.putArray("dns_names")::add);
        if (certificate.hasFile()) {
            dates(json, certificate.validity(), today);
        }
        json.set("cert_validity", length(certificate));
        return json.put("signature_hash", "sha256");
    }

    static void dates(ObjectNode json, Validity validity, LocalDate today) {
        json.put("valid_from", validity.from().toString());
        json.put("valid_till", validity.till().toString());
        json.put("days_remaining", ChronoUnit.DAYS.between(today, validity.till()));
    }

    static void product(ObjectNode json, Product product) {
        json.putObject("product")
                .put("name_id", product.nameId())
                .put("name", product.title())
                .put("type", product.type());
    }

    private static void organization(ObjectNode json, LocalOrder order) {
        if (order.has(Quirk.NO_ORGANIZATION)) {
            json.putArray("organization");
        } else {
            json.putObject("organization")
                    .put("id", order.organization().id())
                    .put("name", order.organization().name());
        }
    }

    private static void container(ObjectNode json, Division division) {
        json.putObject("container")
                .put("id", division.id())
                .put("name", division.name())
                .put("is_active", true);
    }

    private static void counts(ObjectNode json, LocalOrder order) {
        json.put("duplicates_count", order.duplicates().size());
        json.put("has_duplicates", !order.duplicates().isEmpty());
        json.put("reissues_count", order.reissues().size());
        json.put("has_reissues", !order.reissues().isEmpty());
    }

    private static void quirks(ObjectNode json, LocalOrder order) {
        if (order.has(Quirk.MULTI_YEAR_PLAN)) {
            json.put("is_multi_year_plan", "1");
        }
        if (order.has(Quirk.ARCHIVED)) {
            json.put("archived", "1");
        }
        if (order.has(Quirk.CUSTOM_FIELDS)) {
            json.putArray("custom_fields")
                    .addObject()
                    .put("metadata_id", 11)
                    .put("label", "Cost centre")
                    .put("value", "CC-4711");
        }
    }

    /** One of the three forms, by the certificate's number. */
    private static ObjectNode length(LocalCertificate certificate) {
        ObjectNode length = JSON.createObjectNode();
        return switch ((int) (certificate.id() % 3)) {
            case 0 -> length.put("years", 1);
            case 1 -> length.put("days", certificate.validity().days());
            default ->
                length.put(
                        "custom_expiration_date", certificate.validity().till().toString());
        };
    }
}
