package dev.certsend.playground.certcentral;

import static dev.certsend.playground.certcentral.Answer.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.time.LocalDate;
import java.util.List;

/** An order by itself, its duplicates and its reissues. */
final class OrderInfoJson {

    private final LocalAccount account;

    OrderInfoJson(LocalAccount account) {
        this.account = account;
    }

    ObjectNode of(LocalOrder order) {
        LocalDate today = account.today();
        ObjectNode json = OrderJson.of(order, today);
        ObjectNode certificate = json.withObjectProperty("certificate");
        certificate.put("date_created", OrderJson.time(order.createdAt()));
        certificate.put("csr", "<csr>").put("key_size", 256);
        certificate.withObjectProperty("server_platform").put("id", 45).put("name", "nginx");
        if (order.certificate().hasFile()) {
            certificate.put("thumbprint", account.thumbprint(order, order.certificate()));
            certificate.put("date_issued", OrderJson.time(order.createdAt().plusSeconds(900)));
            certificate
                    .withObjectProperty("ca_cert")
                    .put("id", "f7slk4shv9s2wr3")
                    .put("name", account.issuerName(order));
        }
        for (String listOnly : List.of("validity_years", "order_validity", "has_duplicates", "has_reissues")) {
            json.remove(listOnly);
        }
        ObjectNode product = json.withObjectProperty("product");
        product.put("validation_type", order.product().validation().text());
        product.put("validation_name", order.product().validation().name());
        people(json, order);
        json.put("is_renewal", false).put("auto_renew", 0).put("cs_provisioning_method", "none");
        json.put("disable_issuance_email", false).put("allow_duplicates", true);
        json.put("payment_method", "balance").put("currency", "USD");
        json.put("has_pending_request", order.status().equals("reissue_pending"));
        json.put("alternative_order_id", "");
        json.set("notes", notes(order.id()));
        return json;
    }

    ArrayNode notes(long orderId) {
        ArrayNode notes = JSON.createArrayNode();
        account.notes(orderId).forEach(notes::add);
        return notes;
    }

    /** Duplicates are "approved" where a reissued certificate is "issued": so the documentation has it. */
    ObjectNode certificates(List<LocalCertificate> certificates, LocalOrder order, String status) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode list = json.putArray("certificates");
        for (LocalCertificate certificate : certificates) {
            ObjectNode item = list.addObject();
            item.put("id", certificate.id());
            item.put("thumbprint", account.thumbprint(order, certificate));
            item.put("serial_number", certificate.serial());
            item.put("common_name", certificate.names().commonName());
            certificate.names().dnsNames().forEach(item.putArray("dns_names")::add);
            item.put("status", certificate.state() == LocalCertificate.State.REVOKED ? "revoked" : status);
            item.put("date_created", OrderJson.time(certificate.validity().notBefore()));
            OrderJson.dates(item, certificate.validity(), account.today());
            item.put("csr", "<csr>").put("signature_hash", "sha256").put("key_size", 256);
            item.put("ca_cert_id", "1005").put("archived", "0");
            item.put("user_id", 153208).put("firstname", "Clive").put("lastname", "Dean");
        }
        return json;
    }

    private static void people(ObjectNode json, LocalOrder order) {
        json.putObject("user")
                .put("id", 153208)
                .put("first_name", "Clive")
                .put("last_name", "Dean")
                .put("email", "clive.dean@example.com");
        ObjectNode contact = json.putObject("technical_contact");
        contact.put("first_name", "Jane").put("last_name", "Doe").put("email", "jane.doe@example.com");
        if (!order.has(Quirk.NO_ORGANIZATION)) {
            json.set("organization_contact", contact.deepCopy());
        }
        json.putArray("additional_emails").add("ops@example.com");
        json.putArray("requests")
                .addObject()
                .put("id", 1)
                .put("date", OrderJson.time(order.createdAt()))
                .put("type", "new_request")
                .put("status", order.status().equals("needs_approval") ? "pending" : "approved");
    }
}
