package dev.certsend.playground.certcentral;

import dev.certsend.playground.certcentral.LocalCertificate.State;
import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** An account's orders, made up from a seed: the featured ones, then as many as wanted of all products and statuses. */
public final class SampleOrders {

    static final long NEWEST_ORDER = 1_193_139_621L;
    static final long NEWEST_CERTIFICATE = 1_640_900_444L;

    static final List<Product> PRODUCTS = List.of(
            Product.SSL_DV_GEOTRUST_FLEX,
            Product.SSL_DV_GEOTRUST_FLEX,
            Product.SSL_DV_RAPIDSSL,
            Product.SSL_DV_RAPIDSSL,
            Product.SSL_DV_GEOTRUST,
            Product.WILDCARD_DV_GEOTRUST,
            Product.WILDCARD_DV_RAPIDSSL,
            Product.CLOUD_DV_GEOTRUST,
            Product.SSL_BASIC,
            Product.SSL_BASIC,
            Product.SSL_SECURESITE_FLEX,
            Product.SSL_PLUS,
            Product.SSL_MULTI_DOMAIN,
            Product.SSL_WILDCARD,
            Product.SSL_EV_BASIC,
            Product.SSL_EV_SECURESITE_FLEX);

    private static final List<String> RARE_STATUSES = List.of(
            "pending",
            "needs_approval",
            "processing",
            "reissue_pending",
            "waiting_pickup",
            "revoked",
            "canceled",
            "rejected",
            "expired",
            "needs_csr");

    private final long seed;
    private final LocalDate today;

    SampleOrders(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    /** So many orders, newest first; the same seed and day give the same ones. The count includes the sixteen featured ones. */
    public static List<LocalOrder> of(int count, long seed, LocalDate today) {
        return new SampleOrders(seed, today).make(count);
    }

    private List<LocalOrder> make(int count) {
        List<Plan> plans = new ArrayList<>(FeaturedOrders.all());
        for (int i = plans.size(); i < count; i++) {
            plans.add(madeUp(i));
        }
        List<Plan> newestFirst = plans.stream()
                .limit(count)
                .sorted(Comparator.comparingInt(Plan::age))
                .toList();
        List<LocalOrder> orders = new ArrayList<>(count);
        for (int i = 0; i < newestFirst.size(); i++) {
            orders.add(order(newestFirst.get(i), i));
        }
        return orders;
    }

    private Plan madeUp(int index) {
        Random random = new Random(seed * 1_000_003 + index);
        Product product = pick(PRODUCTS, random);
        if (index % 40 == 39) {
            product = index % 80 == 39 ? Product.CLIENT_PREMIUM : Product.CODE_SIGNING;
        }
        String status = random.nextInt(100) < 70 ? "issued" : pick(RARE_STATUSES, random);
        int age = status.equals("expired") ? 201 + random.nextInt(300) : random.nextInt(190);
        Organization organization = pick(SampleNames.ORGANIZATIONS, random);
        Names names = SampleNames.forProduct(product, organization, random);
        return new Plan(product, status, organization, names, age, 200 - random.nextInt(2), quirks(product, random));
    }

    private static Set<Quirk> quirks(Product product, Random random) {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        for (Quirk quirk : List.of(Quirk.CROSS_SIGNED, Quirk.MULTI_YEAR_PLAN, Quirk.NO_RENEWAL_NOTICES)) {
            if (random.nextInt(12) == 0) {
                quirks.add(quirk);
            }
        }
        if (product.validation() == Product.Validation.DV && random.nextInt(6) == 0) {
            quirks.add(Quirk.NO_ORGANIZATION);
        }
        return quirks;
    }

    LocalOrder order(Plan plan, int place) {
        LocalDate from = today.minusDays(plan.age());
        Random random = new Random(seed * 31 + place);
        Instant createdAt = from.atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(3600L + random.nextInt(80_000));
        Validity validity = Validity.ofDays(from, plan.days());
        boolean numbered = !plan.status().equals("needs_approval");
        LocalCertificate primary = new LocalCertificate(
                numbered ? NEWEST_CERTIFICATE - place * 61L : 0, serial(random), plan.names(), validity, state(plan));
        return new LocalOrder(
                NEWEST_ORDER - place * 37L,
                plan.product(),
                plan.status(),
                primary,
                copies(plan, primary, place % 9 == 0 ? 2 : 0, 1),
                copies(plan, primary, place % 11 == 0 ? 1 : 0, 11),
                plan.organization(),
                createdAt,
                plan.quirks());
    }

    /** Further certificates of the same names, a few days younger; their numbers lie just above the primary one's. */
    private List<LocalCertificate> copies(Plan plan, LocalCertificate primary, int count, int offset) {
        List<LocalCertificate> copies = new ArrayList<>();
        for (int i = 0; plan.hasFile() && plan.age() > 20 && i < count; i++) {
            Random random = new Random(primary.id() + offset + i);
            Validity validity = new Validity(
                    primary.validity().from().plusDays(3L + i),
                    primary.validity().till());
            copies.add(new LocalCertificate(
                    primary.id() + offset + i, serial(random), primary.names(), validity, primary.state()));
        }
        return copies;
    }

    private static State state(Plan plan) {
        if (plan.status().equals("revoked")) {
            return State.REVOKED;
        }
        return plan.hasFile() ? State.ISSUED : State.REQUESTED;
    }

    /** 16 bytes, the first one small and above zero: positive, and with the leading zero that DigiCert's serial numbers often show. */
    static String serial(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[0] = (byte) (1 + random.nextInt(15));
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
