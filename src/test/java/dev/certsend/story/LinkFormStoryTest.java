package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a link lasts and how often it gives a file is as the form says, and asked for only where it means something. */
@ExtendWith(Story.class)
class LinkFormStoryTest {
    private final Stage stage;
    private final Member alice;
    private final Unseen unseen;

    LinkFormStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void heal() {
        stage.slack().faults().up();
        unseen.close();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void a_link_lasts_and_gives_as_chosen_and_the_letter_says_so() {
        Modal form = linked("chosen@terms.example")
                .fill("link_days", "3")
                .fill("most_downloads", "1000")
                .fill("message", "Counted");
        stage.send(form);
        String letter = stage.mailTo("chosen@terms.example").parsed().text().orElseThrow();
        assertThat(letter)
                .contains("The link works until ", "The page gives a file 1,000 times at most.")
                .contains("in every usual format: PEM, PKCS #7, DER, ZIP");
        assertThat(stage.mailTo("chosen@terms.example").parsed().html().orElseThrow())
                .contains("The page gives a file 1,000 times at most.", "PEM, PKCS #7, DER, ZIP");
        assertThat(terms("chosen@terms.example")).containsExactly("3/1000");
        assertThat(days("chosen@terms.example")).isEqualTo(3);
    }

    @Test
    void who_chooses_nothing_sends_a_link_of_fourteen_days_without_a_limit() {
        Modal form = linked("usual@terms.example");
        assertThat(form.holds("link_days")).isEqualTo("14");
        assertThat(form.holds("most_downloads")).isEmpty();
        stage.send(form);
        assertThat(stage.mailTo("usual@terms.example").parsed().text().orElseThrow())
                .contains("The link works until ")
                .doesNotContain("at most");
        assertThat(terms("usual@terms.example")).containsExactly("14/");
        assertThat(days("usual@terms.example")).isEqualTo(14);
    }

    @Test
    void each_of_several_recipients_gets_a_link_on_the_same_terms() {
        stage.send(linked("one@terms.example, two@terms.example")
                .fill("link_days", "90")
                .fill("most_downloads", "1"));
        for (String address : List.of("one@terms.example", "two@terms.example")) {
            assertThat(stage.mailTo(address).parsed().text().orElseThrow())
                    .contains("The page gives a file once at most.");
            assertThat(days(address)).isEqualTo(90);
        }
    }

    @Test
    void the_fields_are_there_for_links_only_and_what_was_chosen_comes_back_with_them() {
        Modal form = linked("back@terms.example").fill("link_days", "30").fill("most_downloads", "7");
        for (String other : List.of("plaintext", "attachment")) {
            form.pick("mode", other);
            await().until(() -> !form.offers("link_days") && !form.offers("most_downloads"));
            form.pick("mode", "downloadlink");
            await().until(() -> form.offers("link_days") && form.offers("most_downloads"));
            assertThat(form.offers("format")).isFalse();
            assertThat(form.holds("link_days")).isEqualTo("30");
            assertThat(form.holds("most_downloads")).isEqualTo("7");
            assertThat(form.holds("recipients")).isEqualTo("back@terms.example");
        }
        stage.send(form);
        stage.mailTo("back@terms.example");
        assertThat(terms("back@terms.example")).containsExactly("30/7");
    }

    @Test
    void what_was_cleared_stays_clear_and_what_no_field_takes_comes_back_as_usual() {
        Modal form = linked("clear@terms.example").fill("link_days", "91").fill("most_downloads", "7");
        form.fill("most_downloads", "").pick("mode", "plaintext");
        await().until(() -> !form.offers("link_days"));
        form.pick("mode", "downloadlink");
        await().until(() -> form.offers("link_days"));
        assertThat(form.holds("link_days")).isEqualTo("14");
        assertThat(form.holds("most_downloads")).isEmpty();
        assertThat(unseen.refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "91",
                "-1",
                "1.5",
                "1.0",
                "1,5",
                "1e2",
                "+5",
                "٣",
                "３",
                "0x1F",
                "14 days",
                "many",
                "99999999999999999999",
                "2147483648",
                "1\n4",
                "\u0000",
                "<!channel>"
            })
    void days_that_are_none_are_refused_under_their_field(String typed) {
        Modal form = linked("days@terms.example").fill("link_days", typed);
        refused(form, "link_days", "days of the link");
        assertThat(form.error("link_days")).contains("a whole number from 1 to 90");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1001",
                "-1",
                "1.5",
                "5.0",
                "1,000",
                "1e2",
                "+5",
                "٣",
                "３",
                "many",
                "99999999999999999999",
                "\u0000",
                "<!channel>"
            })
    void downloads_that_are_none_are_refused_under_their_field(String typed) {
        Modal form = linked("downloads@terms.example").fill("most_downloads", typed);
        refused(form, "most_downloads", "downloads of the link");
        assertThat(form.error("most_downloads")).contains("a whole number from 1 to 1,000");
    }

    @Test
    void slack_itself_lets_nobody_submit_what_is_no_such_number() {
        Modal form = linked("client@terms.example").fill("link_days", "91").fill("most_downloads", "1.5");
        long before = stage.records().number("SELECT count(*) FROM audit_entry");
        form.submit();
        assertThat(form.errors()).containsOnlyKeys("link_days", "most_downloads");
        assertThat(stage.records().number("SELECT count(*) FROM audit_entry")).isEqualTo(before);
    }

    @Test
    void fields_that_come_too_late_leave_the_usual_terms() {
        Modal form = stage.filled(stage.freshOrder(), "late@terms.example");
        stage.slack().faults().answer("views.update", "internal_error");
        form.pick("mode", "downloadlink");
        assertThat(form.offers("link_days")).isFalse();
        stage.send(form);
        stage.mailTo("late@terms.example");
        assertThat(terms("late@terms.example")).containsExactly("14/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "attachment"})
    void fields_that_go_too_late_have_no_say(String mode) {
        Modal form = linked(mode + "@gone.example").fill("link_days", "999").fill("most_downloads", "x");
        stage.slack().faults().answer("views.update", "internal_error");
        form.pick("mode", mode);
        assertThat(form.submitUnchecked().body()).isEmpty();
        stage.mailTo(mode + "@gone.example");
        assertThat(terms(mode + "@gone.example")).containsExactly("14/");
    }

    @Test
    void the_preview_says_what_the_letter_will() {
        Modal form = linked("anna@terms.example").fill("link_days", "2").fill("most_downloads", "5");
        assertThat(preview(form).reads())
                .contains("The link works until", "The page gives a file 5 times at most.", "PEM, PKCS #7, DER, ZIP");
    }

    @Test
    void the_preview_shows_no_letter_while_the_terms_are_none() {
        Modal form = linked("anna@terms.example").fill("link_days", "0");
        assertThat(preview(form).reads())
                .contains("a whole number from 1 to 90")
                .doesNotContain("The link works until");
    }

    @Test
    void a_french_reader_is_asked_and_told_in_french() {
        Member bruno = stage.slack().bruno();
        Modal form = stage.filled(bruno, "#general", stage.freshOrder(), "fr@terms.example", "downloadlink");
        await().until(() -> form.offers("link_days"));
        assertThat(form.json().toString()).contains("Durée de validité du lien (jours)", "Nombre maximal");
        form.fill("link_days", "0");
        form.submitUnchecked();
        assertThat(form.error("link_days")).contains("un nombre entier de 1 à 90");
        stage.send(form.fill("link_days", "5").fill("most_downloads", "2"));
        assertThat(stage.mailTo("fr@terms.example").parsed().text().orElseThrow())
                .contains("La page donne un fichier 2 fois au plus.", "tous les formats usuels");
    }

    private Modal linked(String recipients) {
        LocalOrder order = stage.freshOrder();
        Modal form = stage.filled(alice, Stage.CHANNEL, order, recipients, "downloadlink");
        await().until(() -> form.offers("link_days"));
        return form;
    }

    private Modal preview(Modal form) {
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Preview"));
        await().until(() -> !alice.modal().reads().contains("being written"));
        return alice.modal();
    }

    private void refused(Modal form, String field, String reason) {
        long sends = stage.records().number("SELECT count(*) FROM send");
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys(field);
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(sends);
        assertThat(stage.records()
                        .texts(
                                "SELECT reason FROM audit_entry WHERE action = 'send.refused' ORDER BY entry_id DESC LIMIT 1")
                        .get(0))
                .startsWith(reason);
    }

    /** As the database holds them: days and downloads. */
    private List<String> terms(String address) {
        return stage.records().texts("""
                SELECT link_days || '/' || coalesce(most_downloads::text, '') FROM send JOIN delivery USING (send_id)
                WHERE recipient = ?""", address);
    }

    private long days(String address) {
        return stage.records().number("""
                SELECT round(extract(epoch FROM expires_at - created_at) / 86400)
                FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?""", address);
    }
}
