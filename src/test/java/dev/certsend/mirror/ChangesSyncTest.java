package dev.certsend.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed since the last sync, by few calls. */
class ChangesSyncTest {
    private static Mirror mirror;
    private LocalCertCentral authority;

    @SuppressWarnings("NullAway.Init")
    ChangesSyncTest() {}

    @BeforeAll
    static void start() {
        mirror = Mirror.start();
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @BeforeEach
    void filled() {
        mirror.empty();
        authority = LocalCertCentral.start(3_000, 5);
        authority.keepLimits(false);
        assertThat(round().full()).as("the first sync").isTrue();
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void a_thousand_changes_take_a_call_for_each_hundred() {
        authority.changeMany(1_000);
        int calls = authority.calls().size();
        MirrorSync.Result result = round();
        assertThat(result.full()).isFalse();
        assertThat(result.written()).isEqualTo(1_000);
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
        assertThat(authority.calls().size() - calls).isBetween(10, 13);
    }

    @Test
    void a_new_order_and_one_that_is_gone_are_found() {
        LocalOrder fresh = fresh();
        authority.add(fresh);
        long gone = Mirror.numbersOf(authority).get(2_000);
        authority.revoke(gone);
        authority.remove(gone);
        MirrorSync.Result result = round();
        assertThat(result.gone()).isEqualTo(1);
        assertThat(mirror.present()).contains(fresh.id() + " " + fresh.status()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void filters_that_certcentral_overlooks_cost_calls_but_no_order() {
        List<Long> changed = new ArrayList<>(authority.changeMany(20));
        authority.ignoreFilters(true);
        MirrorSync.Result result = round();
        assertThat(result.written()).isEqualTo(changed.size());
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void what_was_told_already_is_told_again_for_two_minutes_and_changes_nothing() {
        authority.changeMany(5);
        round();
        assertThat(round().written()).isZero();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"full_ended_at = now() - interval '25 hours'", "changes_known_until = now() - interval '8 days'"
            })
    void everything_is_read_when_changes_do_not_suffice(String longAgo) {
        mirror.change("UPDATE mirror SET full_began_at = now() - interval '26 hours', " + longAgo);
        long quietlyGone = Mirror.numbersOf(authority).get(10);
        authority.remove(quietlyGone);
        MirrorSync.Result result = round();
        assertThat(result.full()).isTrue();
        assertThat(result.gone()).isEqualTo(1);
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void what_expired_meanwhile_is_taken_back() {
        long issued = mirror.number("SELECT min(order_id) FROM cert_order WHERE status = 'issued' AND sendable");
        mirror.change("UPDATE cert_order SET valid_till = current_date - 2 WHERE order_id = " + issued);
        assertThat(round().expired()).isEqualTo(1);
        assertThat(mirror.present()).contains(issued + " expired");
    }

    @Test
    void what_was_written_after_it_was_asked_for_is_not_put_back() {
        long changed = authority.changeMany(1).get(0);
        mirror.change(
                "UPDATE cert_order SET status = 'revoked', synced_at = now() + interval '1 hour' WHERE order_id = "
                        + changed);
        round();
        assertThat(mirror.present()).contains(changed + " revoked");
    }

    private MirrorSync.Result round() {
        return mirror.sync(authority).round().orElseThrow();
    }

    /** A new order, like the newest one. */
    private LocalOrder fresh() {
        LocalOrder newest = authority.orders().get(0);
        return new LocalOrder(
                newest.id() + 37,
                newest.product(),
                newest.status(),
                newest.certificate(),
                newest.duplicates(),
                newest.reissues(),
                newest.organization(),
                Instant.now(),
                newest.quirks());
    }
}
