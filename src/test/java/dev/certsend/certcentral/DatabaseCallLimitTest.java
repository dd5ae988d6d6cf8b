package dev.certsend.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.certsend.certcentral.CallLimit.Urgency;
import dev.certsend.certcentral.CertCentralFault.Kind;
import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes at one database. Time is told by the ages of the calls that the log begins with. */
class DatabaseCallLimitTest {

    @RegisterExtension
    static final WireMockExtension CERTCENTRAL = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @SuppressWarnings("NullAway.Init")
    private static LocalPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @SuppressWarnings("NullAway.Init")
    private static Database other;

    private CallLimit here;
    private CallLimit there;

    @SuppressWarnings("NullAway.Init")
    DatabaseCallLimitTest() {}

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.migrated();
        database = connect();
        other = connect();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void forget() {
        here = new DatabaseCallLimit(database.jdbi());
        there = new DatabaseCallLimit(other.jdbi());
        database.jdbi().useHandle(handle -> handle.execute("TRUNCATE certcentral_call"));
    }

    @ParameterizedTest
    @EnumSource(Urgency.class)
    void lets_a_call_pass_and_counts_it(Urgency urgency) {
        here.pass(urgency);

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_person_is_told_at_once_that_the_three_minutes_are_used_up() {
        called(1000, "1 minute");

        CertCentralFault fault = refusal(there);

        assertThat(fault.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(fault).hasMessageContaining("our own limit");
        assertThat(fault.retryAfter()).hasValueSatisfying(wait -> assertThat(wait)
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(121)));
        assertThat(count()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"900, 1 minute", "90, 0 seconds"})
    void a_person_passes_where_a_sync_has_to_wait(int calls, String age) throws Exception {
        called(calls, age);
        Waiting sync = new Waiting(there);

        here.pass(Urgency.PERSON);

        assertThat(count()).isEqualTo(calls + 1);
        sync.interrupt();
        assertThat(sync.fault.get()).hasMessageContaining("interrupted");
        assertThat(sync.fault.get()).extracting(CertCentralFault::kind).isEqualTo(Kind.UNREACHABLE);
        assertThat(count()).isEqualTo(calls + 1);
    }

    @ParameterizedTest
    @CsvSource({"PERSON, 100", "SYNC, 90"})
    void a_call_passes_when_the_one_before_the_window_has_left_it(Urgency urgency, int most) {
        called(1, "5.3 seconds");
        called(most - 1, "0 seconds");

        here.pass(urgency);

        assertThat(age("max(called_at) - min(called_at)")).isGreaterThanOrEqualTo(Duration.ofMillis(5500));
        assertThat(busiest("5 seconds")).isEqualTo(most);
    }

    @Test
    void a_sync_waits_for_as_many_calls_to_leave_as_people_made_beyond_its_share() {
        called(1, "5.4 seconds");
        called(9, "5.2 seconds");
        called(89, "0 seconds");

        here.pass(Urgency.SYNC);

        assertThat(busiest("5 seconds")).isEqualTo(90);
        assertThat(age("max(called_at) - percentile_disc(0.05) WITHIN GROUP (ORDER BY called_at)"))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5500));
    }

    @Test
    void old_calls_are_forgotten() {
        called(1000, "3 minutes 2 seconds");

        here.pass(Urgency.SYNC);

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void all_processes_together_make_no_more_calls_than_allowed() throws Exception {
        called(980, "1 minute");

        List<Boolean> passed = atOnce(60);

        assertThat(passed).filteredOn(each -> each).hasSize(20);
        assertThat(count()).isEqualTo(1000);
    }

    @Test
    void no_five_seconds_hold_more_than_a_hundred_calls_however_many_want_to_pass() throws Exception {
        for (int tenth = 45; tenth < 55; tenth++) {
            called(10, tenth * 100 + " milliseconds");
        }

        List<Boolean> passed = atOnce(80);

        assertThat(passed).doesNotContain(false);
        assertThat(busiest("5 seconds")).isLessThanOrEqualTo(100);
    }

    @Test
    void after_a_429_every_process_is_quiet_for_as_long_as_certcentral_asks() {
        CERTCENTRAL.stubFor(
                get("/account").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "86400")));

        assertThat(refusal(() -> client(here).account()).retryAfter()).hasValue(Duration.ofDays(1));

        assertThat(refusal(there).retryAfter()).hasValueSatisfying(wait -> assertThat(wait)
                .isBetween(Duration.ofSeconds(150), Duration.ofSeconds(180)));
        CERTCENTRAL.stubFor(get("/account").willReturn(okJson("{\"id\":1}")));
        assertThat(refusal(() -> client(there).account())).hasMessageContaining("not asked");
        CERTCENTRAL.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void a_429_that_does_not_say_is_followed_by_five_seconds_of_quiet() {
        CERTCENTRAL.stubFor(get("/account").willReturn(aResponse().withStatus(429)));

        refusal(() -> client(here).account());

        assertThat(age("max(called_at) - min(called_at)")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
    }

    @Test
    void a_quiet_from_before_the_clock_was_set_back_is_over() {
        called(1, "-4 minutes");

        here.pass(Urgency.PERSON);

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void without_its_log_no_call_passes() {
        database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE certcentral_call RENAME TO elsewhere"));
        try {
            assertThatExceptionOfType(JdbiException.class)
                    .isThrownBy(() -> client(here).account());
            CERTCENTRAL.verify(0, anyRequestedFor(anyUrl()));
        } finally {
            database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE elsewhere RENAME TO certcentral_call"));
        }
    }

    @Test
    void the_client_passes_for_a_person_and_its_twin_for_the_sync() {
        List<Urgency> asked = new ArrayList<>();
        CertCentralClient client = client(new CallLimit() {
            @Override
            public void pass(Urgency urgency) {
                asked.add(urgency);
            }

            @Override
            public void quiet(Duration span) {}
        });
        CERTCENTRAL.stubFor(get("/account").willReturn(okJson("{\"id\":1}")));

        client.account();
        client.forSync().account();

        assertThat(asked).containsExactly(Urgency.PERSON, Urgency.SYNC);
    }

    /** Half of them in each process. */
    private List<Boolean> atOnce(int calls) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tries = Stream.iterate(0, i -> i + 1)
                    .limit(calls)
                    .map(i -> (Callable<Boolean>) () -> passes(i % 2 == 0 ? here : there))
                    .toList();
            List<Boolean> passed = new ArrayList<>();
            for (Future<Boolean> each : threads.invokeAll(tries)) {
                passed.add(each.get());
            }
            return passed;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean passes(CallLimit limit) {
        try {
            limit.pass(Urgency.PERSON);
            return true;
        } catch (CertCentralFault e) {
            return false;
        }
    }

    /** A sync in a thread of its own that was seen to wait. */
    private static final class Waiting {
        private final AtomicReference<CertCentralFault> fault = new AtomicReference<>();
        private final Thread thread;

        Waiting(CallLimit limit) {
            thread = new Thread(() -> {
                try {
                    limit.pass(Urgency.SYNC);
                } catch (CertCentralFault e) {
                    fault.set(e);
                }
            });
            thread.start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING && asleep());
        }

        private boolean asleep() {
            return Stream.of(thread.getStackTrace()).limit(2).anyMatch(frame -> frame.getMethodName()
                    .equals("sleep"));
        }

        void interrupt() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }

    private static CertCentralFault refusal(CallLimit limit) {
        return refusal(() -> limit.pass(Urgency.PERSON));
    }

    private static CertCentralFault refusal(Runnable call) {
        CertCentralFault fault = catchThrowableOfType(CertCentralFault.class, call::run);
        assertThat(fault).isNotNull();
        return fault;
    }

    private static void called(int times, String ago) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO certcentral_call SELECT clock_timestamp() - ?::interval FROM generate_series(1, ?)",
                        ago,
                        times));
    }

    private static int count() {
        return number("SELECT count(*) FROM certcentral_call");
    }

    /** The most calls that a rolling window of this length holds. */
    private static int busiest(String window) {
        return number(
                "SELECT max(calls) FROM (SELECT count(*) OVER (ORDER BY called_at RANGE BETWEEN interval '" + window
                        + "' - interval '1 microsecond' PRECEDING AND CURRENT ROW) AS calls FROM certcentral_call) AS each");
    }

    private static Duration age(String between) {
        return Duration.ofMillis(
                number("SELECT floor(1000 * extract(epoch FROM " + between + ")) FROM certcentral_call"));
    }

    private static int number(String question) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(question).mapTo(Integer.class).one());
    }

    private static CertCentralClient client(CallLimit limit) {
        URI url = URI.create(CERTCENTRAL.baseUrl());
        return new CertCentralClient(new CertCentralSettings(url, new Secret("key"), Duration.ofSeconds(5)), limit);
    }

    private static Database connect() {
        return postgres.connect(5);
    }
}
