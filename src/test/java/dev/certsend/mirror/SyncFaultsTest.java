package dev.certsend.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What CertCentral spoils. */
class SyncFaultsTest {
    private static Mirror mirror;
    private static LocalCertCentral authority;

    @BeforeAll
    static void start() {
        mirror = Mirror.start();
        authority = LocalCertCentral.start(2_500, 3);
        authority.keepLimits(false);
    }

    @AfterAll
    static void stop() {
        authority.close();
        mirror.close();
    }

    @BeforeEach
    void filled() {
        authority.faults().none();
        mirror.sync(authority).full();
        mirror.pauses.clear();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"WRONG_TYPES", "ONE_WRONG_FIELD", "ORDER_TWICE", "NO_TOTAL", "FORBIDDEN"})
    void a_fault_that_stays_ends_the_sync_after_ten_more_tries_and_changes_nothing(Fault fault) {
        authority.faults().always(fault, "/order/certificate");
        int calls = authority.calls().size();
        assertThatThrownBy(() -> mirror.sync(authority).full())
                .isInstanceOf(SyncFailed.class)
                .hasMessageStartingWith("CertCentral, orders from 0: ")
                .hasMessageContaining("11 times in a row");
        // Java's own client asks once more where a connection broke.
        assertThat(authority.calls().size() - calls).isBetween(11, 22);
        assertThat(mirror.pauses).hasSize(10);
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"WRONG_TYPES", "ONE_WRONG_FIELD", "ORDER_TWICE", "NO_TOTAL", "FORBIDDEN"})
    void a_fault_that_passes_is_outwaited(Fault fault) {
        authority.faults().next(5, fault, "offset=999");
        assertThat(mirror.sync(authority).full().orElseThrow().read()).isEqualTo(2_502);
        assertThat(mirror.pauses).hasSizeBetween(2, 5);
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void the_pause_grows_up_to_a_minute_unless_certcentral_says_how_long() {
        authority.faults().next(10, Fault.UNAVAILABLE, "offset=0");
        authority.faults().next(2, Fault.TOO_MANY_REQUESTS_FOR_A_SECOND, "offset=999");
        mirror.sync(authority).full();
        assertThat(mirror.pauses)
                .containsExactlyElementsOf(Stream.of(1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 1, 1)
                        .map(Duration::ofSeconds)
                        .toList());
    }

    @Test
    void a_refused_key_ends_the_sync_at_once() {
        authority.faults().always(Fault.FORBIDDEN, "/order/certificate");
        assertThatThrownBy(() -> mirror.sync(authority).full())
                .isInstanceOf(SyncFailed.class)
                .hasMessageContaining("403");
        assertThat(mirror.pauses).isEmpty();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void a_sync_that_ended_by_a_fault_goes_on_at_its_page() {
        mirror.empty();
        authority.faults().always(Fault.FORBIDDEN, "offset=1998");
        assertThatThrownBy(() -> mirror.sync(authority).full()).isInstanceOf(SyncFailed.class);
        assertThat(mirror.present()).hasSize(1_999);
        authority.faults().none();
        int calls = authority.calls().size();
        mirror.sync(authority).full();
        assertThat(Mirror.calls(authority, calls)).singleElement().asString().endsWith("offset=1998");
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_TYPES", "ONE_WRONG_FIELD", "ORDER_TWICE", "NO_TOTAL"})
    void what_is_odd_on_every_page_takes_no_order_away(Fault fault) {
        authority.faults().always(fault, "/order/certificate");
        MirrorSync.Result result = mirror.sync(authority).full().orElseThrow();
        assertThat(result.gone()).isZero();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
        assertThat(mirror.pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_TWICE", "NO_TOTAL"})
    void what_is_odd_on_every_page_keeps_no_order_from_being_read(Fault fault) {
        mirror.empty();
        authority.faults().always(fault, "/order/certificate");
        mirror.sync(authority).full();
        assertThat(mirror.present()).hasSizeGreaterThanOrEqualTo(2_499);
        assertThat(Mirror.truth(authority)).containsAll(mirror.present());
    }

    @Test
    void an_unreadable_order_keeps_the_others_from_nothing() {
        mirror.empty();
        authority.faults().always(Fault.ONE_WRONG_FIELD, "/order/certificate");
        MirrorSync.Result result = mirror.sync(authority).full().orElseThrow();
        assertThat(result.unreadable()).isEqualTo(3);
        assertThat(mirror.present()).hasSize(2_497);
    }

    @Test
    void changes_that_cannot_be_had_leave_the_time_from_which_they_are_unknown() {
        List<Long> before = known();
        authority.faults().always(Fault.INTERNAL_ERROR, "status-changes");
        assertThatThrownBy(() -> mirror.sync(authority).round()).isInstanceOf(SyncFailed.class);
        assertThat(known()).isEqualTo(before);
        assertThat(mirror.pauses).hasSize(10);
    }

    private static List<Long> known() {
        return mirror.numbers("SELECT (extract(epoch FROM changes_known_until) * 1000)::bigint FROM mirror");
    }
}
