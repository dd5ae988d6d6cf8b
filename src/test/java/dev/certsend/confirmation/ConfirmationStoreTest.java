package dev.certsend.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.Format;
import dev.certsend.confirmation.ConfirmationStore.Claim;
import dev.certsend.confirmation.ConfirmationStore.Route;
import dev.certsend.confirmation.ConfirmationStore.Shown;
import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.delivery.Send;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.text.Language;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of confirmations in a real database. Time passes by moving what is written there into the past. */
class ConfirmationStoreTest {
    private static final String CHANNEL = "C1";
    private static final Confirmations NEWS = new Confirmations(true);

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = new Database(
                DatabaseSettings.parse("postgres://postgres@localhost:" + postgres.getPort() + "/postgres"), 4);
        database.migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void empty() {
        change("TRUNCATE slack_pace, confirmation, send CASCADE");
    }

    @Test
    void in_one_channel_the_second_waits_for_the_next_second_and_the_third_for_the_one_after() {
        sends(3);
        assertThat(turns()).isEqualTo(1);
        assertThat(seconds("SELECT due_at FROM confirmation WHERE slotted ORDER BY due_at"))
                .containsExactly(1L, 2L);
        assertThat(claim()).isEmpty();
        pass(1);
        assertThat(turns()).isEqualTo(1);
        pass(1);
        assertThat(turns()).isEqualTo(1);
        pass(60);
        assertThat(claim()).isEmpty();
    }

    @Test
    void another_channel_waits_for_nobody() {
        sends(2);
        send("C2");
        assertThat(turns()).isEqualTo(2);
    }

    @Test
    void turns_that_were_missed_do_not_come_all_at_once() {
        sends(5);
        assertThat(turns()).isEqualTo(1);
        pass(60);
        for (int i = 0; i < 4; i++) {
            assertThat(turns()).isEqualTo(1);
            pass(1);
        }
        assertThat(claim()).isEmpty();
    }

    @Test
    void who_is_asked_for_patience_gives_it_everywhere() {
        sends(1);
        send("C2");
        Claim first = claim().orElseThrow();
        database.jdbi().useTransaction(t -> {
            ConfirmationStore.hold(t, Duration.ofSeconds(30));
            ConfirmationStore.hold(t, Duration.ofSeconds(5));
            ConfirmationStore.postpone(t, first, Duration.ofSeconds(30));
        });
        assertThat(claim()).isEmpty();
        pass(29);
        assertThat(claim()).isEmpty();
        pass(1);
        assertThat(turns()).isEqualTo(2);
    }

    @Test
    void thirty_changes_while_slack_is_down_are_one_message() {
        UUID send = send(CHANNEL);
        Claim down = claim().orElseThrow();
        database.jdbi().useTransaction(t -> ConfirmationStore.postpone(t, down, Duration.ofSeconds(60)));
        for (int i = 0; i < 30; i++) {
            database.jdbi().useTransaction(t -> NEWS.progressed(t, List.of(send)));
        }
        Claim up = claim().orElseThrow();
        shows(up);
        pass(60);
        assertThat(claim()).isEmpty();
        assertThat(numbers("SELECT shown_version FROM confirmation")).containsExactly(31L);
    }

    @Test
    void a_change_while_it_is_posted_is_told_afterwards() {
        UUID send = send(CHANNEL);
        Claim posting = claim().orElseThrow();
        long seen = version(send);
        database.jdbi().useTransaction(t -> NEWS.progressed(t, List.of(send)));
        assertThat(claim()).isEmpty();
        database.jdbi().useTransaction(t -> ConfirmationStore.markShown(t, posting, shown(seen), seen, null));
        assertThat(claim()).isPresent();
    }

    @Test
    void a_change_while_it_is_given_up_is_tried_too() {
        UUID send = send(CHANNEL);
        Claim posting = claim().orElseThrow();
        database.jdbi().useTransaction(t -> NEWS.progressed(t, List.of(send)));
        database.jdbi().useTransaction(t -> ConfirmationStore.giveUp(t, posting));
        Claim again = claim().orElseThrow();
        database.jdbi().useTransaction(t -> ConfirmationStore.giveUp(t, again));
        assertThat(claim()).isEmpty();
    }

    @Test
    void who_took_too_long_changes_nothing() {
        UUID send = send(CHANNEL);
        Claim slow = claim().orElseThrow();
        change("UPDATE confirmation SET posting_until = posting_until - interval '61 seconds'");
        Claim heir = claim().orElseThrow();
        database.jdbi().useTransaction(t -> ConfirmationStore.giveUp(t, slow));
        shows(heir);
        database.jdbi().useTransaction(t -> ConfirmationStore.markShown(t, slow, shown(99), 99, null));
        assertThat(numbers("SELECT shown_version FROM confirmation")).containsExactly(version(send));
    }

    @Test
    void what_is_true_for_a_while_is_looked_at_again() {
        UUID send = send(CHANNEL);
        Claim first = claim().orElseThrow();
        long seen = version(send);
        Instant later = Instant.now().plusSeconds(10);
        database.jdbi().useTransaction(t -> ConfirmationStore.markShown(t, first, shown(seen), seen, later));
        assertThat(claim()).isEmpty();
        pass(11);
        assertThat(claim()).isPresent();
    }

    /** How many of those that are due have their turn now, and show what there is. */
    private static int turns() {
        int turns = 0;
        for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
            Claim mine = claim.get();
            if (database.jdbi().inTransaction(t -> ConfirmationStore.isItsTurn(t, mine))) {
                shows(mine);
                turns++;
            }
        }
        return turns;
    }

    private static Optional<Claim> claim() {
        return database.jdbi().withHandle(ConfirmationStore::claim);
    }

    private static void shows(Claim claim) {
        long seen = version(claim.sendId());
        database.jdbi().useTransaction(t -> ConfirmationStore.markShown(t, claim, shown(seen), seen, null));
    }

    private static Shown shown(long version) {
        return new Shown(Route.CHANNEL, CHANNEL, "1.0", version);
    }

    private static long version(UUID sendId) {
        return database.jdbi()
                .withHandle(handle -> ConfirmationStore.moment(handle, sendId))
                .version();
    }

    private static void sends(int count) {
        for (int i = 0; i < count; i++) {
            send(CHANNEL);
        }
    }

    private static UUID send(String channel) {
        UUID id = UUID.randomUUID();
        Send send = new Send(
                id,
                "T1",
                "U1",
                "Alice",
                Language.ENGLISH,
                channel,
                null,
                1,
                1,
                "www.example.com",
                Mode.ATTACHMENT,
                Format.PEM_CHAIN,
                new LinkTerms(14, null),
                "",
                null,
                Instant.now());
        database.jdbi().useTransaction(t -> {
            t.execute("""
                    INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, channel_id, order_id,
                        certificate_id, certificate_name, mode, message)
                    VALUES (?, 'T1', ?, 'U1', 'Alice', 'en', ?, 1, 1, 'www.example.com', 'attachment', '')""", id, id.toString(), channel);
            NEWS.taken(t, send);
        });
        return id;
    }

    /** So many seconds pass. */
    private static void pass(int seconds) {
        String by = " - interval '" + seconds + " seconds'";
        change("UPDATE slack_pace SET next_at = next_at" + by + ", free_at = free_at" + by);
        change("UPDATE confirmation SET due_at = due_at" + by);
    }

    private static void change(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private static List<Long> numbers(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).list());
    }

    /** How far apart from the first one's turn, which was just now. */
    private static List<Long> seconds(String sql) {
        return numbers(
                "SELECT round(extract(epoch FROM due_at - (SELECT free_at - interval '1 second' FROM slack_pace)))::bigint FROM ("
                        + sql + ") AS due ORDER BY 1");
    }
}
