package dev.certsend.playground.certcentral;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Thousands of companies and their host names, made up of words. All domains are reserved for examples (RFC 2606). */
final class ManyNames {

    static final List<Division> DIVISIONS = divisions();
    static final List<Organization> ORGANIZATIONS = organizations();

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
            "wiki",
            "sso",
            "autodiscover",
            "payments",
            "partners",
            "monitoring",
            "app",
            "m",
            "static",
            "images",
            "tickets",
            "hr",
            "careers",
            "blog",
            "support",
            "webmail",
            "edge",
            "gateway",
            "node",
            "web",
            "db",
            "proxy",
            "mx",
            "ftp",
            "backup",
            "crm",
            "erp",
            "cache",
            "auth",
            "stream",
            "events",
            "files",
            "maps",
            "search",
            "feeds",
            "build");

    private static final List<String> STAGES =
            List.of("", "", "", "", "", "staging.", "test.", "dev.", "eu.", "us-east.");

    private ManyNames() {}

    /** Few have many orders and many have few, as in any account. */
    static Organization organization(Random random) {
        double skewed = Math.pow(random.nextDouble(), 2.5);
        return ORGANIZATIONS.get((int) (skewed * ORGANIZATIONS.size()));
    }

    static Division division(Organization organization) {
        return DIVISIONS.get((int) (organization.id() % DIVISIONS.size()));
    }

    /** One starred name, four to twenty, or one to three; a person or the company where the product is not for hosts. */
    static Names forProduct(Product product, Organization organization, Random random) {
        if (!product.validation().isTls()) {
            return product.validation() == Product.Validation.CODE
                    ? new Names(organization.name(), List.of())
                    : new Names("Robin Ames " + random.nextInt(100_000), List.of());
        }
        String domain = STAGES.get(random.nextInt(STAGES.size())) + organization.domain();
        if (product.isWildcard()) {
            return new Names("*." + domain, List.of("*." + domain, domain));
        }
        String first = host(domain, random);
        int others = product == Product.SSL_MULTI_DOMAIN ? 3 + random.nextInt(17) : random.nextInt(3);
        if (others == 0) {
            return new Names(first, List.of(first));
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(first);
        while (names.size() <= others) {
            names.add(host(domain, random));
        }
        return new Names(first, new ArrayList<>(names));
    }

    private static String host(String domain, Random random) {
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        return random.nextInt(3) == 0 ? host + "." + domain : host + random.nextInt(100) + "." + domain;
    }

    private static List<Organization> organizations() {
        List<String> first = List.of(
                "Amber",
                "Alder",
                "Aurora",
                "Basalt",
                "Birch",
                "Bright",
                "Cedar",
                "Cobalt",
                "Copper",
                "Coral",
                "Crescent",
                "Dale",
                "Delta",
                "Dune",
                "Eastern",
                "Elm",
                "Ember",
                "Fjord",
                "Flint",
                "Garnet",
                "Glen",
                "Golden",
                "Granite",
                "Harbour",
                "Hazel",
                "Heron",
                "Indigo",
                "Ivory",
                "Jade",
                "Juniper",
                "Kestrel",
                "Lark",
                "Linden",
                "Lunar",
                "Maple",
                "Marble",
                "Meadow",
                "Nordic",
                "Oak",
                "Opal",
                "Orchid",
                "Pearl",
                "Pine",
                "Prairie",
                "Quartz",
                "Raven",
                "Ridge",
                "River",
                "Rowan",
                "Saffron",
                "Silver",
                "Slate",
                "Solar",
                "Stone",
                "Summit",
                "Teal",
                "Thistle",
                "Timber",
                "Umber",
                "Valley",
                "Velvet",
                "Violet",
                "Willow",
                "Zephyr");
        List<String> second = List.of(
                "Analytics",
                "Bakery",
                "Bank",
                "Bearings",
                "Biotech",
                "Books",
                "Brewery",
                "Capital",
                "Cargo",
                "Clinic",
                "Coffee",
                "Data",
                "Dental",
                "Design",
                "Dynamics",
                "Energy",
                "Farms",
                "Ferries",
                "Films",
                "Foods",
                "Foundry",
                "Freight",
                "Gallery",
                "Games",
                "Gardens",
                "Glass",
                "Health",
                "Homes",
                "Hotels",
                "Insurance",
                "Kitchens",
                "Labs",
                "Law",
                "Library",
                "Lighting",
                "Logistics",
                "Marine",
                "Media",
                "Metals",
                "Mills",
                "Mobility",
                "Motors",
                "Museum",
                "Music",
                "Networks",
                "Optics",
                "Paper",
                "Pharma",
                "Press",
                "Rail",
                "Research",
                "Robotics",
                "Schools",
                "Security",
                "Shipping",
                "Software",
                "Sports",
                "Steel",
                "Systems",
                "Textiles",
                "Theatre",
                "Tools",
                "Travel",
                "Water");
        List<String> forms = List.of("Ltd.", "GmbH", "Inc.", "SA", "AB", "B.V.", "A/S", "S.p.A.", "Oy", "LLC");
        List<String> seats = List.of("GB", "DE", "US", "FR", "SE", "NL", "DK", "IT", "FI", "CA");
        List<String> tops = List.of(".example", ".example", ".example", ".example.com", ".example.net", ".example.org");
        List<Organization> organizations = new ArrayList<>();
        for (int i = 0; i < first.size() * second.size(); i++) {
            // Neighbours share no word, and each pair comes once.
            String one = first.get(i % 64);
            String two = second.get((i / 64 + i) % 64);
            String name = one + " " + two + " " + forms.get(i % forms.size());
            String domain = (one + "-" + two).toLowerCase(Locale.ROOT) + tops.get(i % tops.size());
            organizations.add(
                    new Organization(120_000 + i * 7L, name, "Port " + one, seats.get(i % seats.size()), domain));
        }
        return List.copyOf(organizations);
    }

    private static List<Division> divisions() {
        List<Division> divisions = new ArrayList<>(List.of(Division.ROOT));
        for (String region : List.of("Europe", "Americas", "Asia", "Africa", "Oceania")) {
            for (String trade : List.of("Retail", "Banking", "Research", "Operations", "Public Sector", "Partners")) {
                divisions.add(new Division(100 + divisions.size(), region + " " + trade));
            }
        }
        return List.copyOf(divisions);
    }
}
