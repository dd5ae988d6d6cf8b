package dev.certsend.export;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import dev.certsend.mail.TestAuthority;
import dev.certsend.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
    @TempDir
    private Path folder;

    private SealedTables tables;
    private CollectorServer collector;
    private long nanos;

    @SuppressWarnings("NullAway.Init")
    StreamTest() {}

    @BeforeEach
    void start() {
        tables = new SealedTables();
        collector = new CollectorServer();
    }

    @AfterEach
    void stop() {
        collector.close();
        tables.close();
    }

    @Test
    void a_collector_gets_everything_in_order_and_what_comes_later_too() {
        seal(1_201);
        try (Stream stream = new Stream(tables.jdbi(), settings(collector.url(), new Secret("t0ken")))) {
            stream.start();
            await().until(() -> stream.behind() == 0);
            seal(2);
            stream.nudge();
            await().until(() -> stream.behind() == 0);
        }
        assertThat(collector.taken()).extracting(List::size).containsExactly(500, 500, 201, 2);
        assertThat(positions(collector.taken())).isEqualTo(upTo(1_203));
        assertThat(collector.authorizations()).containsOnly("Bearer t0ken");
        assertThat(collector.paths()).containsOnly("/logs?source=cert-send");
        assertThat(tables.number("SELECT position FROM audit_stream WHERE target NOT LIKE '%source%'"))
                .isEqualTo(1_203);
    }

    @Test
    void a_collector_that_dies_in_the_middle_gets_it_again() {
        seal(700);
        Stream stream = stream(settings(collector.url(), null));
        collector.next(CollectorServer.dying());
        assertThat(stream.turn()).isFalse();
        assertThat(stream.behind()).isEqualTo(700);
        pass(ofSeconds(1));
        collector.next(collector.dyingAfterwards());
        assertThat(stream.turn()).isFalse();
        assertThat(stream.behind()).isEqualTo(700);
        pass(ofSeconds(2));
        assertThat(stream.turn()).isTrue();
        assertThat(stream.turn()).isFalse();
        List<Long> all = new ArrayList<>(upTo(500));
        all.addAll(upTo(700));
        assertThat(positions(collector.taken())).isEqualTo(all);
    }

    @Test
    void another_process_goes_on_where_one_was_killed() {
        seal(700);
        Stream killed = stream(settings(collector.url(), null));
        collector.next(collector.dyingAfterwards());
        killed.turn();
        Stream after = stream(settings(collector.url(), null));
        assertThat(after.turn()).isTrue();
        assertThat(positions(collector.taken()).subList(500, 1_200)).isEqualTo(upTo(700));
    }

    @Test
    void who_asks_to_be_left_alone_is() {
        seal(1);
        Stream stream = stream(settings(collector.url(), null));
        collector.next(CollectorServer.answering(429, "Retry-After", "300"));
        stream.turn();
        pass(ofSeconds(299));
        stream.turn();
        assertThat(collector.paths()).hasSize(1);
        pass(ofSeconds(1));
        stream.turn();
        assertThat(positions(collector.taken())).isEqualTo(upTo(1));
    }

    @Test
    void it_waits_longer_after_every_fault_but_never_more_than_a_minute() {
        seal(1);
        Stream stream = stream(settings(collector.url(), null));
        for (int pause : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            int before = collector.paths().size();
            collector.next(CollectorServer.answering(503));
            stream.turn();
            pass(ofSeconds(pause).minus(ofMillis(1)));
            stream.turn();
            assertThat(collector.paths()).hasSize(before + 1);
            pass(ofMillis(1));
        }
        stream.turn();
        assertThat(stream.behind()).isZero();
    }

    @Test
    void a_redirect_is_not_followed_and_takes_nothing() {
        seal(1);
        Stream stream = stream(settings(collector.url(), new Secret("t0ken")));
        collector.next(CollectorServer.answering(307, "Location", collector.url() + "&elsewhere"));
        stream.turn();
        assertThat(collector.paths()).hasSize(1);
        assertThat(stream.behind()).isOne();
    }

    @Test
    void no_request_is_longer_than_a_megabyte() {
        String reason = "€".repeat(500);
        for (int i = 0; i < 3; i++) {
            tables.append(IntStream.range(0, 480)
                    .mapToObj(each -> Entry.of(Action.ACCESS_REFUSED, "T1")
                            .by("U1", reason)
                            .because(reason))
                    .toArray(Entry[]::new));
        }
        tables.seal();
        Stream stream = stream(new StreamSettings(StreamSettings.target(collector.url()), Format.JSONL, null));
        while (stream.turn()) {
            assertThat(stream.behind()).isLessThan(1_440);
        }
        assertThat(collector.taken())
                .allSatisfy(lines -> assertThat(bytes(lines)).isBetween(1_000, 1 << 20));
        assertThat(collector.taken()).allSatisfy(lines -> assertThat(lines).hasSizeLessThan(500));
        assertThat(collector.taken().stream().mapToInt(List::size).sum()).isEqualTo(1_440);
    }

    @Test
    void while_one_process_streams_another_does_not() {
        seal(1);
        Stream other = stream(settings(collector.url(), null));
        collector.next(request -> {
            assertThat(other.turn()).isFalse();
            CollectorServer.answering(200).handle(request);
        });
        Stream one = stream(settings(collector.url(), null));
        assertThat(one.turn()).isTrue();
        assertThat(collector.paths()).hasSize(1);
        assertThat(other.turn()).isFalse();
    }

    @Test
    void positions_of_retired_months_are_passed_over() {
        seal(2);
        tables.change("ALTER TABLE audit_entry DETACH PARTITION "
                + tables.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT tableoid::regclass::text FROM audit_entry LIMIT 1")
                        .mapTo(String.class)
                        .one()));
        Stream stream = stream(settings(collector.url(), null));
        assertThat(stream.turn()).isTrue();
        assertThat(stream.behind()).isZero();
        assertThat(collector.paths()).isEmpty();
    }

    @Test
    void a_syslog_server_gets_it_over_tls_and_again_what_was_cut_off() throws GeneralSecurityException, IOException {
        TestAuthority authority = new TestAuthority();
        seal(600);
        try (SyslogServer server = new SyslogServer(authority.relay())) {
            Stream stream =
                    stream(settings("syslog://localhost:" + server.port() + "?ca=" + authority.pem(folder), null));
            server.dieAfter(20);
            assertThat(stream.turn()).isFalse();
            assertThat(stream.behind()).isEqualTo(600);
            pass(ofMinutes(1));
            assertThat(stream.turn()).isTrue();
            assertThat(server.messages()).hasSize(620);
            assertThat(server.messages().get(0))
                    .matches("<110>1 \\S+Z \\S+ cert-send - mail.accepted"
                            + " \\[meta sequenceId=\"1\"] \\{.*\"metadata\":\\{.*}");
            List<Long> all = new ArrayList<>(upTo(20));
            all.addAll(upTo(600));
            assertThat(positions(List.of(server.messages().stream()
                            .map(message -> message.replaceFirst("[^{]*", ""))
                            .toList())))
                    .isEqualTo(all);
        }
    }

    @Test
    void a_syslog_server_nobody_vouches_for_gets_nothing() throws GeneralSecurityException, IOException {
        seal(1);
        try (SyslogServer server = new SyslogServer(new TestAuthority().relay())) {
            Stream stream = stream(
                    settings("syslog://localhost:" + server.port() + "?ca=" + new TestAuthority().pem(folder), null));
            assertThat(stream.turn()).isFalse();
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void a_syslog_server_on_this_machine_gets_it_without_tls() {
        seal(3);
        try (SyslogServer server = new SyslogServer(null)) {
            Stream stream = stream(settings("syslog+tcp://localhost:" + server.port(), null));
            assertThat(stream.turn()).isTrue();
            assertThat(server.part(5)).containsExactly("mail.accepted", "mail.accepted", "mail.accepted");
        }
    }

    @Test
    void a_file_gets_it_also_when_it_is_moved_away_or_its_last_line_was_torn() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        Stream stream = stream(settings("file:" + file, null));
        seal(2);
        stream.turn();
        Files.move(file, folder.resolve("audit.jsonl.1"));
        seal(1);
        stream.turn();
        assertThat(Files.readAllLines(file)).hasSize(1);
        Files.writeString(file, "{\"torn", StandardOpenOption.APPEND);
        seal(1);
        stream.turn();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(positions(List.of(List.of(lines.get(0), lines.get(2))))).containsExactly(2L, 3L);
    }

    private Stream stream(StreamSettings settings) {
        return new Stream(tables.jdbi(), settings, Sink.of(settings), () -> nanos);
    }

    private static StreamSettings settings(String target, @Nullable Secret token) {
        return new StreamSettings(StreamSettings.target(target), Format.OCSF, token);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void seal(int count) {
        tables.append(IntStream.range(0, count)
                .mapToObj(each -> Entry.of(Action.MAIL_ACCEPTED, "T1").to(Samples.DELIVERY, "bob@example.net"))
                .toArray(Entry[]::new));
        tables.seal();
    }

    private static int bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private static List<Long> positions(Collection<List<String>> batches) {
        ObjectMapper json = new ObjectMapper();
        return batches.stream()
                .flatMap(List::stream)
                .map(line -> {
                    try {
                        return json.readTree(line).at("/metadata/sequence").asLong();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<Long> upTo(long until) {
        return LongStream.range(0, until).boxed().toList();
    }
}
