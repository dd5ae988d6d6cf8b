package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalCertificate;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order with several certificates: the one that was chosen is sent, and never one that nobody may have. */
@ExtendWith(Story.class)
class CopyStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final Member alice;
    private final LocalCertCentral authority;
    private final Unseen unseen;

    CopyStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.authority = stage.world().certCentral();
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void a_duplicate_is_told_by_serial_and_date_and_is_what_is_sent() {
        LocalOrder order = duplicated();
        LocalCertificate copy = copy(order);
        Modal form = chosen(order, "copy@copies.example");
        assertThat(form.json().toString())
                .contains(copy.serial())
                .contains(order.certificate().serial());
        form.pick(block(order), Long.toString(copy.id()));
        stage.send(form);
        assertThat(serialIn("copy@copies.example")).isEqualTo(copy.serial());
    }

    @Test
    void without_a_choice_the_present_certificate_is_sent() {
        LocalOrder order = duplicated();
        stage.send(chosen(order, "present@copies.example"));
        assertThat(serialIn("present@copies.example"))
                .isEqualTo(order.certificate().serial());
    }

    @Test
    void a_choice_made_for_another_order_does_not_count() {
        LocalOrder first = duplicated();
        LocalOrder second = duplicated();
        Modal form = chosen(first, "other@copies.example");
        form.pick(block(first), Long.toString(copy(first).id()));
        form.search("order", Long.toString(second.id()));
        form.pick("order", Long.toString(second.id()));
        await().until(() -> form.rows("certificate").equals(List.of(block(second))));
        stage.send(form);
        assertThat(serialIn("other@copies.example"))
                .isEqualTo(second.certificate().serial());
    }

    @Test
    void a_filter_used_after_the_choice_leaves_it() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "filter@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        form.choose(form.rows("form_sort").get(0), "form_sort", "name");
        await().until(() -> form.rows("form_sort").get(0).contains("sort:name"));
        await().until(() -> form.rows("certificate").contains(block(order)));
        stage.send(form);
        assertThat(serialIn("filter@copies.example")).isEqualTo(copy(order).serial());
    }

    @Test
    void the_certificate_of_another_order_forged_as_the_choice_is_refused_once_and_never_sent() {
        LocalOrder order = duplicated();
        LocalOrder other = stage.freshOrder();
        LocalOrder copied = duplicated();
        chosen(copied, "unsent@copies.example");
        for (long forged : new long[] {other.certificate().id(), copy(copied).id(), other.id()}) {
            Modal form = chosen(order, "forged@copies.example").forge(block(order), Long.toString(forged));
            refused(form, block(order));
        }
        assertThat(stage.mailsTo("forged@copies.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "99999999999999999999", "1 OR 1=1", "\u0000", "<!channel>"})
    void nonsense_forged_as_the_choice_is_refused(String forged) {
        LocalOrder order = stage.world().certCentral().orders().stream()
                .filter(each -> each.status().equals("issued"))
                .filter(each -> stage.records()
                                .number(
                                        "SELECT count(*) FROM order_copy WHERE order_id = ? AND kind = 'duplicate' AND status = 'approved'",
                                        each.id())
                        > 0)
                .findFirst()
                .orElseGet(this::duplicated);
        refused(chosen(order, "nonsense@copies.example").forge(block(order), forged), block(order));
    }

    @Test
    void a_choice_forged_for_an_order_that_has_none_is_refused() throws Exception {
        LocalOrder order = stage.freshOrder();
        LocalOrder other = stage.freshOrder();
        Modal form = stage.filled(order, "none@copies.example").forge("order", "4711");
        form.submitUnchecked();
        ObjectNode submitted = (ObjectNode) JSON.readTree(new Forger(stage.world()).last("view_submission"));
        ObjectNode values = (ObjectNode) submitted.path("view").path("state").path("values");
        ((ObjectNode) values.path("order").path("order").path("selected_option")).put("value", "" + order.id());
        values.putObject(block(order))
                .putObject("certificate")
                .put("type", "static_select")
                .putObject("selected_option")
                .put("value", "" + other.certificate().id());
        Answer answer = new Forger(stage.world()).postsPayload(submitted.toString());
        assertThat(answer.json().path("response_action").asText()).isEqualTo("errors");
        assertThat(stage.records().number("SELECT count(*) FROM delivery WHERE recipient = 'none@copies.example'"))
                .isZero();
    }

    @Test
    void a_copy_known_to_be_revoked_since_is_refused_under_the_choice() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "known@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        stage.records()
                .change(
                        "UPDATE order_copy SET status = 'revoked' WHERE certificate_id = ?",
                        copy(order).id());
        refused(form, block(order));
        assertThat(form.error(block(order))).contains("can't be sent any more");
    }

    @Test
    void a_copy_revoked_at_certcentral_since_does_not_leave() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "revoked@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        revokeCopy(order);
        stage.send(form);
        assertThat(stage.actions("revoked@copies.example", "mail.rejected")).doesNotContain("mail.accepted");
        assertThat(stage.mailsTo("revoked@copies.example")).isEmpty();
    }

    @Test
    void a_copy_revoked_while_its_letter_waits_does_not_leave() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "waiting@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        stage.world().mail().faults().refuseRecipient("waiting@copies.example", 450, "4.2.0 Later");
        try {
            stage.send(form);
            stage.actions("waiting@copies.example", "mail.deferred");
            revokeCopy(order);
        } finally {
            stage.world().mail().faults().acceptRecipient("waiting@copies.example");
        }
        stage.records().hasten("waiting@copies.example");
        await().until(() -> !stage.records().stateOf("waiting@copies.example").matches("deferred|sending"));
        assertThat(stage.records().stateOf("waiting@copies.example")).isEqualTo("rejected");
        assertThat(stage.mailsTo("waiting@copies.example")).isEmpty();
    }

    @Test
    void while_certcentral_is_down_a_copy_waits() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "down@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        authority.down();
        stage.send(form);
        stage.actions("down@copies.example", "mail.deferred");
        authority.up();
        stage.records().hasten("down@copies.example");
        assertThat(serialIn("down@copies.example")).isEqualTo(copy(order).serial());
    }

    @Test
    void a_choice_submitted_twice_at_once_is_sent_once() {
        LocalOrder order = duplicated();
        Modal form = chosen(order, "twice@copies.example");
        form.pick(block(order), Long.toString(copy(order).id()));
        assertThat(form.submitTwiceAtOnce()).allMatch(Answer::isAck);
        assertThat(serialIn("twice@copies.example")).isEqualTo(copy(order).serial());
        stage.confirmation(Stage.CHANNEL, "twice@copies.example", "1 of 1 accepted");
        assertThat(stage.mailsTo("twice@copies.example")).hasSize(1);
    }

    @Test
    void french_words_fit_the_choice_among_many() {
        LocalOrder order = duplicated();
        for (int i = 0; i < 30; i++) {
            authority.duplicate(order.id());
        }
        Member bruno = stage.slack().bruno();
        Modal form = stage.form(bruno, "#general", Long.toString(order.id()));
        await().until(() -> form.rows("certificate").equals(List.of(block(order))));
        assertThat(form.json().toString()).contains(order.certificate().serial());
    }

    /** A fresh order with a duplicate, which the mirror knows it has. */
    private LocalOrder duplicated() {
        LocalOrder order = stage.freshOrder();
        authority.duplicate(order.id());
        stage.records().change("UPDATE cert_order SET duplicates = true WHERE order_id = ?", order.id());
        return authority.order(order.id());
    }

    private static LocalCertificate copy(LocalOrder order) {
        return order.duplicates().get(order.duplicates().size() - 1);
    }

    private void revokeCopy(LocalOrder order) {
        List<LocalCertificate> revoked = order.duplicates().stream()
                .map(each -> new LocalCertificate(
                        each.id(), each.serial(), each.names(), each.validity(), LocalCertificate.State.REVOKED))
                .toList();
        authority.add(new LocalOrder(
                order.id(),
                order.product(),
                order.status(),
                order.certificate(),
                revoked,
                order.reissues(),
                order.organization(),
                order.createdAt(),
                order.quirks(),
                order.division()));
    }

    private Modal chosen(LocalOrder order, String recipient) {
        Modal form = stage.filled(order, recipient);
        await().until(() -> form.rows("certificate").equals(List.of(block(order))));
        await().until(() -> !form.reads().contains("being looked up"));
        return form;
    }

    private static String block(LocalOrder order) {
        return "certificate_" + order.id();
    }

    private void refused(Modal form, String field) {
        long entries = refusals();
        long sends = stage.records().number("SELECT count(*) FROM send");
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys(field);
        assertThat(refusals()).isEqualTo(entries + 1);
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(sends);
    }

    private long refusals() {
        return stage.records()
                .number("SELECT count(*) FROM audit_entry WHERE action = 'send.refused' AND actor_id = ?", alice.id());
    }

    private String serialIn(String address) {
        byte[] file = stage.mailTo(address).parsed().attachments().get(0).bytes();
        return "%032X"
                .formatted(Certificates.in(new String(file, StandardCharsets.US_ASCII))
                        .get(0)
                        .getSerialNumber());
    }
}
