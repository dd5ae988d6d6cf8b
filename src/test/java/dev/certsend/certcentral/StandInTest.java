package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.certcentral.CertCentralFault.Kind;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against the playground's CertCentral: what a sync will do with them. */
class StandInTest {

    private final LocalCertCentral authority = LocalCertCentral.start();
    private final CertCentralClient client = new CertCentralClient(
            new CertCentralSettings(
                    URI.create(authority.url()), new Secret(LocalCertCentral.KEY), Duration.ofSeconds(10)),
            CallLimit.NONE);

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void tells_what_changed_and_no_more() {
        assertThat(client.statusChanges(CertCentralClient.LONGEST_CHANGES)).isEmpty();
        LocalOrder order = authority.order("www.example.com");
        authority.revoke(order.id());
        List<Long> many = authority.changeMany(30);

        List<StatusChange> changes = client.statusChanges(Duration.ofSeconds(90));

        assertThat(changes).hasSize(31).first().isEqualTo(new StatusChange(order.id(), "revoked"));
        assertThat(changes.subList(1, 31)).extracting(StatusChange::orderId).containsExactlyElementsOf(many);
    }

    @Test
    void gives_the_orders_asked_for_whether_filters_work_or_not() {
        LocalOrder one = authority.order("www.example.com");
        LocalOrder other = authority.order("approve-me.example.com");
        List<Long> asked = List.of(one.id(), 42L, other.id());

        List<CertCentralOrder> orders = client.ordersOf(asked).orders();
        authority.ignoreFilters(true);

        assertThat(orders).extracting(CertCentralOrder::id).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(client.ordersOf(asked).orders()).containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void gives_the_orders_since_a_day_page_by_page_whether_filters_work_or_not() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(30);
        List<Long> since = authority.orders().stream()
                .filter(order ->
                        !order.createdAt().atZone(ZoneOffset.UTC).toLocalDate().isBefore(day))
                .map(LocalOrder::id)
                .toList();

        assertThat(since).isNotEmpty();
        assertThat(all(day)).containsAll(since).hasSizeLessThan(100);
        authority.ignoreFilters(true);
        assertThat(all(day)).containsAll(since).hasSize(200);
    }

    @Test
    void shows_duplicates_and_reissues() {
        LocalOrder order = authority.order("www.example.com");
        int before = client.duplicates(order.id()).size();
        long duplicate = authority.duplicate(order.id());
        long first = order.certificate().id();
        authority.replaceCertificate(order.id(), authority.broken(order.id()).withAnotherSerial());

        assertThat(client.duplicates(order.id())).hasSize(before + 1).last().satisfies(copy -> {
            assertThat(copy.certificateId()).isEqualTo(duplicate);
            assertThat(copy.status()).isEqualTo("approved");
            assertThat(copy.dnsNames()).containsExactly("www.example.com", "example.com");
            assertThat(copy.validFrom()).isEqualTo(LocalDate.now(ZoneOffset.UTC));
            assertThat(copy.validTill())
                    .isEqualTo(order.certificate().validity().till());
        });
        assertThat(client.reissues(order.id()))
                .extracting(OrderCopy::certificateId)
                .contains(first);
        assertThat(client.order(order.id()).copies().duplicates()).isTrue();
        assertThat(client.ordersOf(List.of(order.id())).orders().get(0).copies())
                .isEqualTo(new CertCentralOrder.Copies(true, true));
        assertThat(client.certificatePem(duplicate)).contains("BEGIN CERTIFICATE");
    }

    @Test
    void knows_no_more_of_an_order_that_was_removed() {
        LocalOrder order = authority.order("www.example.com");
        authority.remove(order.id());

        CertCentralFault fault = catchThrowableOfType(CertCentralFault.class, () -> client.order(order.id()));

        assertThat(fault).isNotNull().extracting(CertCentralFault::kind).isEqualTo(Kind.NOT_FOUND);
        assertThat(client.ordersOf(List.of(order.id())).orders()).isEmpty();
        assertThat(client.orders(0, 1000).total()).hasValue(199);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, KEY_REFUSED",
        "TOO_MANY_REQUESTS, RATE_LIMITED",
        "TOO_MANY_REQUESTS_FOR_A_SECOND, RATE_LIMITED",
        "INTERNAL_ERROR, BUSY",
        "UNAVAILABLE, BUSY",
        "CUT_IN_BODY, UNREACHABLE",
        "NO_ANSWER, UNREACHABLE",
        "HTML, UNREADABLE",
        "HALF_A_DOCUMENT, UNREADABLE"
    })
    void every_fault_has_its_kind(Fault fault, Kind kind) {
        authority.faults().always(fault);

        CertCentralFault met = catchThrowableOfType(CertCentralFault.class, () -> client.orders(0, 1000));

        assertThat(met).isNotNull().extracting(CertCentralFault::kind).isEqualTo(kind);
    }

    @Test
    void a_spoilt_page_tells_what_is_missing() {
        authority.faults().next(1, Fault.ONE_WRONG_FIELD);
        OrderPage wrong = client.orders(0, 1000);
        authority.faults().next(1, Fault.ORDER_TWICE);
        OrderPage twice = client.orders(0, 1000);
        authority.faults().next(1, Fault.NO_TOTAL);
        OrderPage endless = client.orders(0, 1000);
        authority.faults().next(1, Fault.NO_ORDERS);
        OrderPage empty = client.orders(0, 1000);

        assertThat(wrong.orders()).hasSize(199);
        assertThat(wrong.unreadable().ids()).hasSize(1).doesNotContainAnyElementsOf(ids(wrong));
        assertThat(twice.orders()).hasSize(199);
        assertThat(twice.nextOffset()).isEmpty();
        assertThat(endless.orders()).hasSize(200);
        assertThat(endless.nextOffset()).hasValue(200);
        assertThat(empty.orders()).isEmpty();
        assertThat(empty.total()).hasValue(200);
    }

    private List<Long> all(LocalDate since) {
        List<Long> ids = new ArrayList<>();
        for (OptionalLong offset = OptionalLong.of(0); offset.isPresent(); ) {
            OrderPage page = client.ordersSince(since, offset.getAsLong(), 10);
            ids.addAll(ids(page));
            offset = page.nextOffset();
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        return ids;
    }

    private static List<Long> ids(OrderPage page) {
        return page.orders().stream().map(CertCentralOrder::id).toList();
    }
}
