package dev.certsend.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole account, page by page, while it moves. */
class FullSyncTest {
    private static Mirror mirror;
    private LocalCertCentral authority;

    @SuppressWarnings("NullAway.Init")
    FullSyncTest() {}

    @BeforeAll
    static void start() {
        mirror = Mirror.start();
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @BeforeEach
    void anew() {
        mirror.empty();
        authority = LocalCertCentral.start(3_500, 7);
        authority.keepLimits(false);
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void reads_every_order_by_pages_that_overlap_by_one() {
        MirrorSync.Result result = mirror.sync(authority).full().orElseThrow();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
        assertThat(result).isEqualTo(new MirrorSync.Result(true, 3_503, 3_500, 0, 0, 0));
        assertThat(Mirror.calls(authority, 0))
                .extracting(path -> path.replaceFirst(".*offset=", ""))
                .containsExactly("0", "999", "1998", "2997");
    }

    @Test
    void writes_only_what_changed_the_second_time() {
        mirror.sync(authority).full();
        authority.changeMany(7);
        assertThat(mirror.sync(authority).full().orElseThrow().written()).isEqualTo(7);
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void goes_on_where_it_died() {
        SyncWatch death = new SyncWatch() {
            @Override
            public void full(long read, OptionalLong total) {
                if (read == 1_999) {
                    throw new IllegalStateException("the power is cut");
                }
            }
        };
        assertThatThrownBy(() -> mirror.sync(authority, death).full()).hasMessage("the power is cut");
        assertThat(mirror.present()).hasSize(1_999);
        int calls = authority.calls().size();
        mirror.sync(authority).round();
        assertThat(Mirror.calls(authority, calls).get(0)).endsWith("offset=1998");
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void marks_who_is_gone_in_the_middle_and_at_both_ends() {
        mirror.sync(authority).full();
        List<Long> numbers = Mirror.numbersOf(authority);
        List<Long> gone = List.of(numbers.get(0), numbers.get(999), numbers.get(1_700), numbers.get(3_499));
        gone.forEach(authority::remove);
        assertThat(mirror.sync(authority).full().orElseThrow().gone()).isEqualTo(4);
        assertThat(mirror.numbers("SELECT order_id FROM cert_order WHERE gone_at IS NOT NULL ORDER BY 1"))
                .isEqualTo(gone);
        assertThat(mirror.number("SELECT count(*) FROM cert_order WHERE gone_at IS NOT NULL AND sendable"))
                .isZero();
    }

    @Test
    void what_was_written_after_the_page_was_asked_for_stays() {
        mirror.sync(authority).full();
        long removed = Mirror.numbersOf(authority).get(1_200);
        long changed = Mirror.numbersOf(authority).get(1_300);
        authority.remove(removed);
        mirror.change("UPDATE cert_order SET status = 'told_meanwhile', synced_at = now() + interval '1 hour'"
                + " WHERE order_id IN (" + removed + ", " + changed + ")");
        assertThat(mirror.sync(authority).full().orElseThrow().gone()).isZero();
        assertThat(mirror.present()).contains(removed + " told_meanwhile", changed + " told_meanwhile");
    }

    @Test
    void loses_nothing_when_the_list_shifts_while_it_is_read() {
        List<Long> numbers = Mirror.numbersOf(authority);
        AtomicInteger pages = new AtomicInteger();
        SyncWatch shift = new SyncWatch() {
            @Override
            public void full(long read, OptionalLong total) {
                int page = pages.getAndIncrement();
                if (page < 3) {
                    numbers.subList(page * 150, page * 150 + 130).forEach(authority::remove);
                }
            }
        };
        mirror.sync(authority, shift).full();
        assertThat(mirror.present()).containsAll(Mirror.truth(authority));
        assertThat(mirror.number("SELECT count(*) FROM cert_order WHERE gone_at IS NOT NULL"))
                .isZero();
        mirror.sync(authority).full();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void an_account_without_orders_empties_no_mirror() {
        mirror.sync(authority).full();
        try (LocalCertCentral empty = LocalCertCentral.start(authority.ca(), List.of(), Clock.systemUTC())) {
            assertThatThrownBy(() -> mirror.sync(empty).full())
                    .isInstanceOf(SyncFailed.class)
                    .hasMessageContaining("no orders at all");
            assertThat(mirror.present()).hasSize(3_500);
            mirror.empty();
            assertThat(mirror.sync(empty).full().orElseThrow().read()).isZero();
        }
    }

    @Test
    void a_list_that_ends_far_before_the_mirror_does_not_empty_it() {
        mirror.sync(authority).full();
        List<LocalOrder> few = authority.orders().subList(3_490, 3_500);
        try (LocalCertCentral shrunken = LocalCertCentral.start(authority.ca(), few, Clock.systemUTC())) {
            assertThat(mirror.sync(shrunken).full().orElseThrow().gone()).isZero();
        }
        assertThat(mirror.present()).hasSize(3_500);
    }

    @Test
    void a_page_that_lacks_most_of_the_mirror_takes_nothing_away() {
        mirror.sync(authority).full();
        List<LocalOrder> newest = authority.orders().stream()
                .sorted(Comparator.comparingLong(LocalOrder::id).reversed())
                .limit(10)
                .toList();
        try (LocalCertCentral shrunken = LocalCertCentral.start(authority.ca(), newest, Clock.systemUTC())) {
            assertThat(mirror.sync(shrunken).full().orElseThrow().gone()).isZero();
        }
        assertThat(mirror.present()).hasSize(3_500);
    }

    @Test
    void a_list_that_is_not_sorted_by_number_loses_no_order() {
        mirror.sync(authority).full();
        authority.listFromTheMiddle(true);
        mirror.sync(authority).full();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void statistics_and_indexes_are_ready_after_the_first() {
        mirror.sync(authority).full();
        assertThat(mirror.number("SELECT reltuples::bigint FROM pg_class WHERE relname = 'cert_order'"))
                .isEqualTo(3_500);
        assertThat(mirror.numbers("SELECT gin_clean_pending_list(oid::regclass) FROM pg_class"
                        + " WHERE relname IN ('cert_order_searched_sendable', 'cert_order_searched_other')"))
                .as("pages that were left to tidy")
                .containsExactly(0L, 0L);
    }
}
