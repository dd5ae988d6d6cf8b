package dev.certsend.playground.certcentral;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Companies and host names made up for the sample orders. All domains end in names reserved for examples (RFC 2606). */
final class SampleNames {

    static final List<Organization> ORGANIZATIONS = List.of(
            new Organization(112233, "Example Org", "Lehi", "US", "example.com"),
            new Organization(112240, "Brightwater Logistics Ltd.", "Bristol", "GB", "brightwater.example"),
            new Organization(112251, "Nordlicht Versand GmbH", "Kiel", "DE", "nordlicht-versand.example"),
            new Organization(112268, "Bücher & Bögen Handels-KG", "Tübingen", "DE", "xn--bcher-kva.example"),
            new Organization(112274, "Café Rivière SARL", "Lyon", "FR", "xn--caf-rivire-c7ag.example"),
            new Organization(112289, "Harbourline Insurance plc", "Edinburgh", "GB", "harbourline.example"),
            new Organization(112295, "Kestrel Power Cooperative", "Duluth", "US", "kestrelpower.example"),
            new Organization(112301, "Smørrebrød A/S", "Aarhus", "DK", "xn--smrrebrd-p1ad.example"),
            new Organization(112317, "Pacific Fern Health", "Wellington", "NZ", "pacificfern.example"),
            new Organization(112322, "Sakura Seimitsu K.K.", "Osaka", "JP", "sakura-seimitsu.example"),
            new Organization(112338, "Tierra Alta Cafetalera S.A.", "San José", "CR", "tierra-alta.example"),
            new Organization(112344, "O'Leary & Daughters <Print> Ltd.", "Cork", "IE", "oleary-print.example"),
            new Organization(112350, "Vantage Rail Systems Inc.", "Toronto", "CA", "vantagerail.example"),
            new Organization(112366, "Lindqvist Bygg AB", "Umeå", "SE", "lindqvistbygg.example"));

    private static final List<String> HOSTS = List.of(
            "www",
            "shop",
            "api",
            "mail",
            "login",
            "portal",
            "intranet",
            "vpn",
            "status",
            "docs",
            "cdn",
            "git",
            "jira",
            "wiki",
            "sso",
            "autodiscover",
            "payments",
            "partners",
            "monitoring",
            "grafana",
            "app",
            "m",
            "static",
            "images",
            "tickets",
            "hr",
            "careers",
            "blog",
            "support",
            "webmail");

    private static final List<String> STAGES = List.of("", "", "", "", "staging.", "test.", "eu.", "us-east.");

    private SampleNames() {}

    /** A name or names as the product would have them: one starred name, a hundred, or one to three. */
    static Names forProduct(Product product, Organization organization, Random random) {
        String domain = organization.domain();
        if (product.validation() == Product.Validation.CLIENT) {
            return new Names("Robin Ames " + random.nextInt(1000), List.of());
        }
        if (product.validation() == Product.Validation.CODE) {
            return new Names(organization.name(), List.of());
        }
        String stage = STAGES.get(random.nextInt(STAGES.size()));
        if (product.isWildcard()) {
            return Names.of("*." + stage + domain, stage + domain);
        }
        String host = HOSTS.get(random.nextInt(HOSTS.size())) + "." + stage + domain;
        int more = product == Product.SSL_MULTI_DOMAIN ? 3 + random.nextInt(60) : random.nextInt(3);
        return many(host, domain, more, random);
    }

    /** The given name and so many others below the domain, without repeats. */
    static Names many(String first, String domain, int others, Random random) {
        Set<String> names = new LinkedHashSet<>(List.of(first));
        while (names.size() <= others) {
            String host = HOSTS.get(random.nextInt(HOSTS.size()));
            names.add(random.nextBoolean() ? host + "." + domain : host + random.nextInt(40) + "." + domain);
        }
        return new Names(first, new ArrayList<>(names));
    }
}
