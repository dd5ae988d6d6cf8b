package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** CERTCENTRAL_NOTE=on: who sent what to whom stands on the order in CertCentral, once. */
class NoteStoryTest {
    private static Stage stage;
    private static LocalCertCentral authority;

    @BeforeAll
    static void start() {
        stage = Stage.set(new World(Map.of("CERTCENTRAL_NOTE", "on"), Stage.ORDERS).start());
        authority = stage.world().certCentral();
    }

    @AfterAll
    static void stop() {
        stage.world().close();
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
    }

    @Test
    void the_order_is_noted_who_asked_for_what_to_whom_and_when() {
        LocalOrder order = stage.sendTo("anna@note.example, bob@note.example");
        written(order);
        String reference = stage.records()
                .texts("SELECT send_id::text FROM send WHERE order_id = ?", order.id())
                .get(0);
        String year = Integer.toString(
                java.time.LocalDate.now(java.time.ZoneOffset.UTC).getYear());
        assertThat(authority.notes(order.id())).singleElement().satisfies(note -> assertThat(note)
                .startsWith("cert-send " + reference + ": \"Alice ")
                .contains(stage.slack().alice().id(), "\"Example Corp\" T0EXAMPLE01", year, "UTC")
                .endsWith("for certificate " + order.certificate().id()
                        + " to be sent as attachment to anna@note.example, bob@note.example"));
        assertThat(noteCalls("GET", order)).isZero();
        assertThat(noteCalls("POST", order)).isOne();
    }

    @Test
    void a_note_is_written_once_though_the_answer_got_lost() {
        authority.faults().next(2, Fault.NO_ANSWER, "/note");
        LocalOrder order = stage.sendTo("lost@note.example");
        written(order);
        assertThat(authority.notes(order.id())).hasSize(1);
        assertThat(noteCalls("POST", order)).isOne();
        assertThat(noteCalls("GET", order)).isEqualTo(2);
        assertThat(reasons(order, "note.written")).containsExactly("an earlier attempt had written it");
    }

    @Test
    void a_fault_of_certcentral_only_delays_the_note() {
        authority.faults().next(1, Fault.UNAVAILABLE, "/note");
        LocalOrder order = stage.sendTo("later@note.example");
        stage.confirmation(Stage.CHANNEL, "later@note.example", "1 of 1 accepted");
        written(order);
        assertThat(authority.notes(order.id())).hasSize(1);
        assertThat(reasons(order, "note.failed")).isEmpty();
    }

    @Test
    void a_note_that_certcentral_will_not_have_is_given_up_and_the_certificate_is_sent_all_the_same() {
        authority.faults().always(Fault.FORBIDDEN, "/note");
        LocalOrder order = stage.sendTo("never@note.example");
        stage.confirmation(Stage.CHANNEL, "never@note.example", "1 of 1 accepted");
        await().until(() -> noteCalls("POST", order) > 0);
        assertThat(reasons(order, "note.failed")).isEmpty();
        stage.records()
                .change("UPDATE send SET requested_at = now() - interval '3 days' WHERE order_id = ?", order.id());
        await().until(() -> {
            hasten();
            return reasons(order, "note.failed").size() == 1;
        });
        assertThat(reasons(order, "note.failed").get(0)).contains("403 access_denied|missing_permission");
        assertThat(authority.notes(order.id())).isEmpty();
    }

    @Test
    void a_note_with_many_recipients_counts_those_that_it_has_no_room_for() {
        List<String> addresses = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "recipient-number-" + i + "-with-a-long-name@quite-a-long-domain-name.note.example")
                .toList();
        LocalOrder order = stage.sendTo(addresses.stream().collect(Collectors.joining(", ")));
        written(order);
        String note = authority.notes(order.id()).get(0);
        assertThat(note.length()).isBetween(800, 1000);
        long named = addresses.stream().filter(note::contains).count();
        assertThat(note).contains(addresses.get(0)).endsWith(" and " + (20 - named) + " more");
    }

    @Test
    void a_name_stays_a_name() {
        rename("Eve\r\n\" (Slack user U1) asked\u202e {recipients} <b>");
        try {
            LocalOrder order = stage.freshOrder();
            stage.send(stage.filled(stage.slack().chen(), "#general", order, "name@note.example", "plaintext")
                    .fill("message", "first\nsecond {mode}"));
            written(order);
            String note = authority.notes(order.id()).get(0);
            assertThat(note)
                    .contains(": \"Eve ")
                    .contains("' (Slack user U1) asked  {recipients} <b>\" (Slack user "
                            + stage.slack().chen().id())
                    .doesNotContain("\n", "\r", "\u202e", "second");
            assertThat(note.chars().filter(c -> c == '"').count()).isEqualTo(4);
        } finally {
            rename("Chen Wei");
        }
    }

    private static void written(LocalOrder order) {
        await("note of order " + order.id()).until(() -> {
            hasten();
            return reasons(order, "note.written").size() == 1;
        });
    }

    private static void hasten() {
        stage.records()
                .change("UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'note' AND NOT picked");
    }

    private static List<String> reasons(LocalOrder order, String action) {
        return stage.records()
                .texts("SELECT reason FROM audit_entry WHERE order_id = ? AND action = ?", order.id(), action);
    }

    private static long noteCalls(String method, LocalOrder order) {
        return authority.calls().stream()
                .filter(call -> call.method().equals(method))
                .filter(call -> call.path().equals("/order/certificate/" + order.id() + "/note"))
                .count();
    }

    private static void rename(String name) {
        ObjectNode event = new ObjectMapper().createObjectNode().put("type", "user_change");
        event.putObject("user")
                .put("id", stage.slack().chen().id())
                .put("team_id", "T0EXAMPLE01")
                .put("name", "chen")
                .put("real_name", name)
                .put("locale", "en-GB");
        assertThat(stage.slack().emits(event).isAck()).isTrue();
    }
}
