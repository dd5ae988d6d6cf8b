package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.orders.Order;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is seen of an order before it is sent, however odd the order and however ill CertCentral. */
@ExtendWith(Story.class)
class QuickViewStoryTest {
    private final Stage stage;
    private final Member alice;
    private final LocalCertCentral authority;
    private final InMirror mirror;
    private final Unseen unseen;

    QuickViewStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.authority = stage.world().certCentral();
        this.mirror = new InMirror(stage);
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
        stage.records().change("DELETE FROM certcentral_call");
        mirror.close();
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void an_order_of_a_hundred_names_shows_ten_and_all_else_there_is_to_know() throws Exception {
        LocalOrder order = authority.order("gateway.brightwater.example");
        Modal form = chosen(order.id());
        assertThat(form.reads())
                .contains(
                        order.certificate().names().dnsNames().get(9),
                        "and 90 more",
                        "issued",
                        "days left",
                        order.product().title(),
                        "Brightwater Logistics Ltd.",
                        order.certificate().serial())
                .doesNotContain(order.certificate().names().dnsNames().get(10) + "`");
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(authority.chain(order.id()).get(0).getEncoded());
        await().until(() ->
                form.reads().contains(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest)));
    }

    @ParameterizedTest
    @CsvSource({
        "last-day.example.com,expires soon: today",
        "api.brightwater.example,reissue is under way",
        "leaked.brightwater.example,was revoked",
        "old.example.com,has expired",
        "lapsed.example.com,has expired",
        "new.example.com,no issued certificate",
        "approve-me.example.com,no issued certificate"
    })
    void what_stands_in_the_way_is_a_warning(String name, String warning) {
        assertThat(chosen(authority.order(name).id()).reads()).contains(":warning:", warning);
    }

    @Test
    void a_quarter_of_a_thousand_of_the_longest_names_and_none_at_all_can_be_looked_at() {
        List<String> names = IntStream.range(0, 250)
                .mapToObj(i -> "%03d".formatted(i) + "a".repeat(57) + ("." + "b".repeat(60)).repeat(3) + ".example")
                .toList();
        long many = mirror.issued(names.get(0), names, "Long", 40);
        assertThat(chosen(many).reads()).contains("and 240 more");
        long none = mirror.issued("", List.of(), null, 40);
        assertThat(chosen(none).reads()).contains(Long.toString(none));
        Instant now = Instant.now();
        long bare = mirror.add(new Order(
                9_200_001,
                null,
                "needs_csr",
                "",
                List.of(),
                null,
                null,
                null,
                now,
                null,
                null,
                null,
                null,
                null,
                false,
                false));
        assertThat(chosen(bare).reads()).contains("no issued certificate");
    }

    @Test
    void what_a_hostile_organization_is_called_marks_up_nothing() {
        long order = mirror.issued(
                "<!here>`*x*`",
                List.of("<!channel>", "`evil`", "a|b"),
                "<!channel> <@U0ALICE0001> \u202eevil\u2066",
                40);
        String form = chosen(order).reads();
        // Above it stands the picker, whose options are plain text.
        String read = form.substring(form.indexOf("*Names*"));
        assertThat(read)
                .contains("&lt;!channel&gt; &lt;@U0ALICE0001&gt;")
                .doesNotContain("<!", "<@", "\u202e", "\u2066", "`evil`");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INTERNAL_ERROR", "UNAVAILABLE", "NO_ANSWER", "HTML", "FORBIDDEN", "TOO_MANY_REQUESTS_FOR_A_SECOND"
            })
    void while_certcentral_is_ill_the_rest_is_shown_and_the_fingerprint_said_to_be_unknown(Fault fault) {
        LocalOrder order = stage.freshOrder();
        authority.faults().always(fault, "/certificate/");
        Modal form = chosen(order.id());
        assertThat(form.reads()).contains(order.certificate().serial());
        await().until(() -> form.reads().contains("not known"));
        // Once for its certificate, and once for its copies where it has some.
        assertThat(unseen.logged("of order " + order.id())).hasSizeBetween(1, 2);
    }

    @Test
    void however_many_wait_for_certcentral_filters_and_lists_go_on() {
        authority.faults().slow(Duration.ofSeconds(8));
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        for (int i = 0; i < 10; i++) {
            LocalOrder order = stage.freshOrder();
            form.search("order", Long.toString(order.id()));
            form.pick("order", Long.toString(order.id()));
        }
        form.choose(bar(form), "form_type", "dv");
        await().atMost(Duration.ofSeconds(4)).until(() -> bar(form).contains("type:dv"));
    }

    @Test
    void a_form_closed_while_certcentral_is_asked_is_left_alone() {
        LocalOrder order = stage.freshOrder();
        authority.faults().slow(Duration.ofMillis(600));
        Modal form = chosen(order.id());
        int updates = stage.slack().calls("views.update").size();
        form.dismiss();
        await().until(() -> stage.slack().calls("views.update").size() > updates);
        assertThat(unseen.logged("WARN")).isEmpty();
        assertThat(alice.hasModal()).isFalse();
    }

    @Test
    void an_order_chosen_while_another_is_looked_up_is_the_one_that_stays() {
        LocalOrder first = stage.freshOrder();
        LocalOrder second = stage.freshOrder();
        authority.faults().slow(Duration.ofMillis(600));
        Modal form = chosen(first.id());
        form.search("order", Long.toString(second.id()));
        form.pick("order", Long.toString(second.id()));
        await().until(() -> form.reads().contains(second.certificate().serial()));
        await().until(() -> !form.reads().contains("being looked up"));
        assertThat(form.reads())
                .contains(second.certificate().serial())
                .doesNotContain(first.certificate().serial());
        assertThat(form.holds("order")).isEqualTo(Long.toString(second.id()));
    }

    @Test
    void french_words_fit_a_quick_view_of_everything() {
        Member bruno = stage.slack().bruno();
        for (String name :
                List.of("gateway.brightwater.example", "last-day.example.com", "leaked.brightwater.example")) {
            long order = authority.order(name).id();
            Modal form = stage.form(bruno, "#general", "");
            form.search("order", Long.toString(order));
            form.pick("order", Long.toString(order));
            await().until(() ->
                    form.reads().contains(authority.order(order).certificate().serial()));
            assertThat(form.reads().toLowerCase(Locale.ROOT)).doesNotContain("serial number", "organization\n");
        }
    }

    private Modal chosen(long order) {
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        String number = Long.toString(order);
        form.search("order", number);
        form.pick("order", number);
        await().until(() -> form.blocks().toString().contains("*Order number*"));
        return form;
    }

    private static String bar(Modal form) {
        return form.rows("form_status").get(0);
    }
}
