package dev.certsend.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalCertCentral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes, one mirror; and what the mirror says of its age. */
class LeaseTest {
    private static Mirror mirror;
    private static LocalCertCentral authority;

    @BeforeAll
    static void start() {
        mirror = Mirror.start();
        authority = LocalCertCentral.start(2_100, 9);
        authority.keepLimits(false);
    }

    @AfterAll
    static void stop() {
        authority.close();
        mirror.close();
    }

    @BeforeEach
    void empty() {
        mirror.empty();
    }

    /** Does something when the first page is written. */
    private static SyncWatch atFirstPage(Runnable doing) {
        return new SyncWatch() {
            @Override
            public void full(long read, OptionalLong total) {
                if (read == 1_000) {
                    doing.run();
                }
            }
        };
    }

    @Test
    void while_one_is_at_it_another_does_nothing() {
        List<Optional<MirrorSync.Result>> others = new ArrayList<>();
        Optional<MirrorSync.Result> first = mirror.sync(
                        authority,
                        atFirstPage(() -> others.add(mirror.sync(authority).round())))
                .full();
        assertThat(first).isPresent();
        assertThat(others).containsExactly(Optional.empty());
        assertThat(mirror.sync(authority).round()).isPresent();
    }

    @Test
    void the_right_dies_with_its_connection_and_so_does_the_sync() {
        SyncWatch cut = atFirstPage(() -> mirror.number("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_locks JOIN pg_database ON oid = database
                        WHERE locktype = 'advisory' AND datname = current_database()"""));
        assertThatThrownBy(() -> mirror.sync(authority, cut).full())
                .isInstanceOf(SyncFailed.class)
                .hasMessageContaining("let go");
        assertThat(mirror.present()).hasSize(1_000);
        assertThat(mirror.sync(authority).round()).isPresent();
        assertThat(mirror.present()).isEqualTo(Mirror.truth(authority));
    }

    @Test
    void a_sync_that_is_told_to_stop_ends_though_certcentral_is_silent() {
        MirrorSync sync = mirror.sync(authority);
        int calls = authority.calls().size();
        authority.faults().slow(Duration.ofMinutes(1));
        CompletableFuture<Optional<MirrorSync.Result>> run = CompletableFuture.supplyAsync(sync::full);
        await().until(() -> mirror.number("SELECT count(*) FROM mirror WHERE full_began_at IS NOT NULL") == 1);
        sync.close();
        assertThatThrownBy(run::join).hasCauseInstanceOf(SyncFailed.class).hasMessageContaining("stopped");
        authority.faults().none();
        assertThat(authority.calls()).hasSize(calls);
        assertThatThrownBy(sync::full).hasMessageContaining("stopped");
        assertThat(mirror.sync(authority).full()).isPresent();
    }

    @Test
    void the_mirror_says_how_old_it_is() {
        try (Freshness freshness = new Freshness(mirror.jdbi(), Duration.ofMinutes(15))) {
            freshness.start();
            assertThat(freshness.neverFilled()).isTrue();
            assertThat(freshness.staleness()).isEmpty();
            mirror.sync(authority).full();
            freshness.look();
            assertThat(freshness.neverFilled()).isFalse();
            assertThat(freshness.staleness()).isEmpty();
            mirror.change("UPDATE mirror SET good_at = now() - interval '44 minutes'");
            freshness.look();
            assertThat(freshness.staleness()).isEmpty();
            assertThat(freshness.age().orElseThrow()).isBetween(Duration.ofMinutes(44), Duration.ofMinutes(45));
            mirror.change("UPDATE mirror SET good_at = now() - interval '46 minutes'");
            freshness.look();
            assertThat(freshness.staleness().orElseThrow()).isBetween(Duration.ofMinutes(46), Duration.ofMinutes(47));
        }
    }
}
