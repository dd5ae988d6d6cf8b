package dev.certsend.playground.certcentral;

import static dev.certsend.playground.certcentral.Answer.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whose key it is, and what the account may buy. */
final class AccountJson {

    private AccountJson() {}

    static Answer me() {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", 7).put("username", "cert-send-service").put("account_id", 1696530);
        json.put("first_name", "cert-send").put("last_name", "Service").put("email", "cert-send@example.com");
        json.put("status", "active").put("last_login_date", "2026-10-13T15:15:13+00:00");
        json.putObject("container")
                .put("id", 14)
                .put("name", "Example Division")
                .put("is_active", true);
        json.putArray("access_roles").addObject().put("id", 5).put("name", "Standard User");
        json.put("type", "standard").put("has_container_assignments", false);
        return Answer.json(200, json);
    }

    static Answer account() {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", 1696530).put("primary_organization_id", 112233);
        json.put("primary_organization_name", "Example Org").put("primary_organization_country", "us");
        json.put("root_container_id", 14).put("cert_central_type", "retail");
        return Answer.json(200, json);
    }

    static Answer products() {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode products = json.putArray("products");
        for (Product product : Product.values()) {
            products.addObject()
                    .put("name_id", product.nameId())
                    .put("name", product.title())
                    .put("type", product.type())
                    .put("validation_type", product.validation().text());
        }
        return Answer.json(200, json);
    }
}
