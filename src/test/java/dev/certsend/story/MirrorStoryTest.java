package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Modal;
import dev.certsend.playground.slack.Option;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mirror is CertCentral's account: as it was a round ago, and altogether once a day. */
@ExtendWith(Story.class)
class MirrorStoryTest {
    private final Stage stage;
    private final LocalCertCentral authority;

    MirrorStoryTest(Stage stage) {
        this.stage = stage;
        this.authority = stage.world().certCentral();
    }

    @Test
    void every_order_is_there_as_certcentral_has_it() {
        sync();
        assertThat(stage.records().number("SELECT count(*) FROM cert_order WHERE gone_at IS NULL"))
                .isEqualTo(Stage.ORDERS);
        for (LocalOrder order : authority.orders()) {
            assertThat(stage.records().texts("SELECT status FROM cert_order WHERE order_id = ?", order.id()))
                    .containsExactly(lapsed(order) ? "expired" : order.status());
        }
        assertThat(stage.records()
                        .texts(
                                "SELECT array_to_string(names, ' ') FROM cert_order WHERE order_id = ?",
                                authority.order("gateway.brightwater.example").id())
                        .get(0)
                        .split(" "))
                .hasSize(100);
    }

    @Test
    void an_order_that_is_gone_is_marked_and_offered_no_more() {
        stage.records().change("""
                INSERT INTO cert_order (order_id, certificate_id, status, common_name, names, serial_number, valid_from,
                    valid_till, searched, synced_at)
                VALUES (4711, 4711, 'issued', 'gone.mirror.example', '{gone.mirror.example}', 'AB', current_date,
                    current_date + 90, '4711 gone.mirror.example ab', now() - interval '1 hour')""");
        assertThat(offered("gone.mirror")).containsExactly("4711");
        sync();
        assertThat(offered("gone.mirror")).isEmpty();
        assertThat(stage.records()
                        .number("SELECT count(*) FROM cert_order WHERE order_id = 4711 AND gone_at IS NOT NULL"))
                .isEqualTo(1);
        Modal form = stage.filled(stage.anyOrder(), "gone@mirror.example").forge("order", "4711");
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.error("order")).contains("There is no order");
    }

    @Test
    void what_changed_at_certcentral_is_what_is_offered_after_the_next_sync() {
        LocalOrder order = stage.freshOrder();
        authority.revoke(order.id());
        round();
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        assertThat(form.search("order", Long.toString(order.id())))
                .singleElement()
                .satisfies(option -> assertThat(option.description()).contains("revoked"));
        form.pick("order", Long.toString(order.id())).fill("recipients", "now@mirror.example");
        assertThat(form.submit().isAck()).isTrue();
        assertThat(form.error("order")).contains("revoked");
    }

    /** CertCentral calls these issued. */
    private static boolean lapsed(LocalOrder order) {
        return order.status().equals("issued")
                && order.certificate().validity().till().isBefore(LocalDate.now(ZoneOffset.UTC));
    }

    private List<String> offered(String typed) {
        return stage.form(stage.slack().alice(), Stage.CHANNEL, "").search("order", typed).stream()
                .map(Option::value)
                .toList();
    }

    /** As on the next day, when every order is read. */
    private void sync() {
        stage.records()
                .change(
                        "UPDATE mirror SET full_began_at = now() - interval '3 days', full_ended_at = now() - interval '2 days'");
        round();
    }

    private void round() {
        long last = lastSuccess();
        hasten();
        await().until(() -> lastSuccess() > last);
    }

    private void hasten() {
        stage.records()
                .change(
                        "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'mirror.sync' AND NOT picked");
    }

    private long lastSuccess() {
        return stage.records().number("""
                SELECT coalesce(max(extract(epoch FROM last_success) * 1000), 0)::bigint
                FROM scheduled_tasks WHERE task_name = 'mirror.sync'""");
    }
}
