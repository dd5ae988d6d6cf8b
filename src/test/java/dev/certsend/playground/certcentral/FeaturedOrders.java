package dev.certsend.playground.certcentral;

import static dev.certsend.playground.certcentral.Product.SSL_BASIC;
import static dev.certsend.playground.certcentral.Product.SSL_DV_GEOTRUST;
import static dev.certsend.playground.certcentral.Product.SSL_DV_GEOTRUST_FLEX;
import static dev.certsend.playground.certcentral.Product.SSL_DV_RAPIDSSL;
import static dev.certsend.playground.certcentral.Product.SSL_EV_BASIC;
import static dev.certsend.playground.certcentral.Product.SSL_MULTI_DOMAIN;
import static dev.certsend.playground.certcentral.Product.SSL_PLUS;
import static dev.certsend.playground.certcentral.Product.SSL_SECURESITE_FLEX;
import static dev.certsend.playground.certcentral.Product.WILDCARD_DV_GEOTRUST;
import static dev.certsend.playground.certcentral.SampleNames.ORGANIZATIONS;

import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One order for each thing that has ever surprised a client of CertCentral, and the few that a newcomer looks for. */
final class FeaturedOrders {

    private static final Organization EXAMPLE = ORGANIZATIONS.get(0);
    private static final Organization BRIGHTWATER = ORGANIZATIONS.get(1);
    private static final Organization BOOKS = ORGANIZATIONS.get(3);
    private static final Organization PRINT = ORGANIZATIONS.get(11);

    private FeaturedOrders() {}

    static List<Plan> all() {
        Names hundred = SampleNames.many("gateway.brightwater.example", "brightwater.example", 99, new Random(7));
        return List.of(
                plan(SSL_BASIC, "issued", EXAMPLE, Names.of("www.example.com", "example.com"), 12),
                plan(SSL_DV_GEOTRUST_FLEX, "issued", EXAMPLE, Names.of("shop.example.com"), 30, Quirk.NO_ORGANIZATION),
                plan(WILDCARD_DV_GEOTRUST, "issued", EXAMPLE, Names.of("*.example.com", "example.com"), 45),
                plan(SSL_EV_BASIC, "issued", BRIGHTWATER, Names.of("pay.brightwater.example"), 60, Quirk.CROSS_SIGNED),
                plan(SSL_MULTI_DOMAIN, "issued", BRIGHTWATER, hundred, 20, Quirk.CUSTOM_FIELDS),
                plan(SSL_DV_RAPIDSSL, "issued", BOOKS, books(), 8),
                plan(SSL_PLUS, "issued", PRINT, Names.of("www.oleary-print.example"), 90, Quirk.MULTI_YEAR_PLAN),
                plan(SSL_DV_GEOTRUST, "issued", EXAMPLE, Names.of("last-day.example.com"), 199),
                plan(SSL_DV_GEOTRUST, "issued", EXAMPLE, Names.of("lapsed.example.com"), 230, Quirk.MULTI_YEAR_PLAN),
                plan(SSL_DV_GEOTRUST, "expired", EXAMPLE, Names.of("old.example.com"), 320, Quirk.RENEWED),
                plan(SSL_SECURESITE_FLEX, "revoked", BRIGHTWATER, Names.of("leaked.brightwater.example"), 25),
                plan(SSL_SECURESITE_FLEX, "reissue_pending", BRIGHTWATER, Names.of("api.brightwater.example"), 33),
                plan(SSL_DV_RAPIDSSL, "pending", EXAMPLE, Names.of("new.example.com"), 1),
                plan(SSL_BASIC, "needs_approval", EXAMPLE, Names.of("approve-me.example.com"), 2),
                plan(SSL_BASIC, "rejected", BRIGHTWATER, Names.of("no.brightwater.example"), 40, Quirk.ARCHIVED),
                plan(SSL_DV_GEOTRUST, "canceled", EXAMPLE, Names.of("typo.exmaple.com"), 41));
    }

    private static Names books() {
        return new Names("www.bücher.example", List.of("www.xn--bcher-kva.example", "xn--bcher-kva.example"));
    }

    private static Plan plan(
            Product product, String status, Organization organization, Names names, int age, Quirk... quirks) {
        return new Plan(product, status, organization, names, age, 200, Set.of(quirks));
    }
}
