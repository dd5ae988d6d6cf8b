package dev.certsend.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.orders.OrderStore;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever wants to know of revoked orders hears of each when the mirror does, and of no other. */
class RevokedOrdersTest {
    private final List<Long> told = new ArrayList<>();
    private Mirror mirror;
    private LocalCertCentral authority;
    private OrderStore orders;

    @SuppressWarnings("NullAway.Init")
    RevokedOrdersTest() {}

    @BeforeEach
    void start() {
        mirror = Mirror.start();
        authority = LocalCertCentral.start(300, 5);
        authority.keepLimits(false);
        orders = new OrderStore(mirror.jdbi(), (transaction, orderIds) -> {
            assertThat(transaction.isInTransaction()).isTrue();
            told.addAll(orderIds);
        });
    }

    @AfterEach
    void stop() {
        authority.close();
        mirror.close();
    }

    @Test
    void a_sync_tells_of_what_it_finds_revoked_and_of_nothing_that_is_as_it_was() {
        sync().full();
        assertThat(told)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        mirror.numbers("SELECT order_id FROM cert_order WHERE status = 'revoked'"));
        told.clear();
        sync().full();
        assertThat(told).isEmpty();
    }

    @Test
    void changes_and_a_single_order_tell_of_the_one_that_was_revoked() {
        sync().full();
        told.clear();
        List<LocalOrder> issued = authority.orders().stream()
                .filter(order -> order.status().equals("issued"))
                .limit(2)
                .toList();
        authority.revoke(issued.get(0).id());
        sync().round();
        assertThat(told).containsExactly(issued.get(0).id());
        told.clear();
        authority.revoke(issued.get(1).id());
        Refresh refresh = new Refresh(mirror.jdbi(), Mirror.client(authority), orders);
        refresh.run(Long.toString(issued.get(1).id()));
        refresh.run(Long.toString(issued.get(1).id()));
        assertThat(told).containsExactly(issued.get(1).id());
    }

    private MirrorSync sync() {
        return new MirrorSync(mirror.jdbi(), Mirror.client(authority), orders, SyncWatch.NOBODY, mirror.pauses::add);
    }
}
