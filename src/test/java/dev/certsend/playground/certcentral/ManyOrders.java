package dev.certsend.playground.certcentral;

import dev.certsend.playground.certcentral.LocalCertificate.State;
import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The orders of a large account: the featured ones among as many as wanted of thousands of companies, over five years and
 * more of them lately. About a third can be sent; most of the others have expired.
 */
final class ManyOrders {

    private static final int DAYS = 5 * 365;

    /** From this day on the public CAs' certificates are valid for 200 days; for 398 before. */
    private static final LocalDate SHORTER = LocalDate.of(2026, 3, 15);

    private static final Set<String> WITHOUT_FILE = Set.of("pending", "needs_approval", "canceled", "rejected");

    private final int count;
    private final long seed;
    private final LocalDate today;
    private final Validity[] validities = new Validity[DAYS + 1];

    private ManyOrders(int count, long seed, LocalDate today) {
        this.count = count;
        this.seed = seed;
        this.today = today;
        for (int age = 0; age <= DAYS; age++) {
            LocalDate from = today.minusDays(age);
            validities[age] = Validity.ofDays(from, from.isBefore(SHORTER) ? 397 : 200);
        }
    }

    /** So many orders, newest first; the same seed and day give the same ones. The count includes the featured ones. */
    static List<LocalOrder> of(int count, long seed, LocalDate today) {
        return new ManyOrders(count, seed, today).make();
    }

    private List<LocalOrder> make() {
        List<Plan> featured = new ArrayList<>(FeaturedOrders.all());
        featured.sort(Comparator.comparingInt(Plan::age));
        SampleOrders samples = new SampleOrders(seed, today);
        List<LocalOrder> orders = new ArrayList<>(count);
        int next = 0;
        for (int place = 0; place < count; place++) {
            boolean due = next < featured.size() && featured.get(next).age() <= (int) days(place);
            orders.add(due ? samples.order(featured.get(next++), place) : order(place));
        }
        return orders;
    }

    /** How old the order in this place is. */
    private double days(int place) {
        return DAYS * Math.pow((double) place / count, 1.8);
    }

    private LocalOrder order(int place) {
        Random random = new Random(seed * 1_000_003 + place);
        double days = days(place);
        Validity validity = validities[(int) days];
        String status = status((int) days, validity, random.nextInt(100));
        Product product = product(place, random);
        Organization organization = ManyNames.organization(random);
        LocalCertificate primary = new LocalCertificate(
                status.equals("needs_approval") ? 0 : SampleOrders.NEWEST_CERTIFICATE - place * 61L,
                SampleOrders.serial(random),
                ManyNames.forProduct(product, organization, random),
                validity,
                state(status));
        Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        int copies = primary.hasFile() ? random.nextInt(25) : 2;
        return new LocalOrder(
                SampleOrders.NEWEST_ORDER - place * 37L,
                product,
                status,
                primary,
                copies == 0 ? copy(primary, 1, random) : List.of(),
                copies == 1 ? copy(primary, 11, random) : List.of(),
                organization,
                midnight.minusSeconds(Math.round(days * 86_400)),
                quirks(product, random),
                ManyNames.division(organization));
    }

    private String status(int age, Validity validity, int chance) {
        if (chance < 3) {
            return "revoked";
        }
        if (chance < 6) {
            return chance < 4 ? "rejected" : "canceled";
        }
        if (age < 5 && chance < 40) {
            return chance < 30 ? "pending" : "needs_approval";
        }
        if (validity.till().isBefore(today)) {
            return chance < 90 ? "expired" : "issued";
        }
        return chance < 8 ? "reissue_pending" : "issued";
    }

    private static State state(String status) {
        if (status.equals("revoked")) {
            return State.REVOKED;
        }
        return WITHOUT_FILE.contains(status) ? State.REQUESTED : State.ISSUED;
    }

    private static Product product(int place, Random random) {
        if (place % 50 == 49) {
            return place % 100 == 99 ? Product.CLIENT_PREMIUM : Product.CODE_SIGNING;
        }
        return SampleOrders.pick(SampleOrders.PRODUCTS, random);
    }

    private static List<LocalCertificate> copy(LocalCertificate primary, int offset, Random random) {
        return List.of(new LocalCertificate(
                primary.id() + offset,
                SampleOrders.serial(random),
                primary.names(),
                primary.validity(),
                primary.state()));
    }

    private static Set<Quirk> quirks(Product product, Random random) {
        return switch (random.nextInt(24)) {
            case 0, 1 -> Set.of(Quirk.CROSS_SIGNED);
            case 2, 3 -> Set.of(Quirk.MULTI_YEAR_PLAN);
            case 4 -> Set.of(Quirk.NO_RENEWAL_NOTICES);
            case 5 -> Set.of(Quirk.CUSTOM_FIELDS);
            case 6, 7 -> product.validation() == Product.Validation.DV ? Set.of(Quirk.NO_ORGANIZATION) : Set.of();
            default -> Set.of();
        };
    }
}
