package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.mail.AfterDot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mail server that is down, or refuses all we bring: everybody is told once, and no letter is the worse for it. */
class PauseStoryTest {
    /** Where the bot is, and nobody sends. */
    private static final String OPERATORS = "#general";

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.set(new World(Map.of("OPERATORS_CHANNEL", "C0GENERAL02"), Stage.ORDERS).start());
    }

    @AfterAll
    static void stop() {
        stage.world().close();
    }

    @AfterEach
    void heal() {
        stage.world().mail().faults().none();
        stage.world().mail().up();
        stage.records().endPause();
        await().until(() -> stage.records().number("SELECT count(*) FROM relay") == 0);
    }

    @Test
    void a_mail_server_that_is_down_is_told_once_and_nobody_loses_an_attempt() {
        stage.world().mail().down();
        stage.sendTo("one@pause.example, two@pause.example, three@pause.example");
        stage.records().awaitPause();
        stage.records().endPause();
        await().until(() -> said("The mail server has taken no letters since").size() == 1);
        stage.confirmation(Stage.CHANNEL, "two@pause.example", "No letters leave since");
        stage.sendTo("later@pause.example");
        stage.confirmation(Stage.CHANNEL, "later@pause.example", "No letters leave since");

        stage.world().mail().up();
        stage.records().endPause();
        stage.confirmation(Stage.CHANNEL, "two@pause.example", "3 of 3 accepted");
        assertThat(stage.confirmation(Stage.CHANNEL, "later@pause.example", "1 of 1 accepted")
                        .reads())
                .doesNotContain("No letters leave");
        await().until(() -> said("The mail server takes letters again").size() == 1);
        assertThat(said("The mail server has taken no letters since")).hasSize(1);
        assertThat(stage.records().actions("two@pause.example"))
                .containsExactly("send.requested", "mail.attempted", "mail.accepted");
        assertThat(stage.records().number("SELECT sum(deferrals) FROM delivery WHERE recipient LIKE '%@pause.example'"))
                .isZero();
        assertThat(stage.records()
                        .texts("SELECT action FROM audit_entry WHERE action LIKE 'relay.%' ORDER BY entry_id"))
                .startsWith("relay.paused", "relay.resumed");
    }

    @Test
    void a_refusal_of_all_we_bring_pauses_too_and_says_who_has_to_mend_it() {
        stage.world()
                .mail()
                .faults()
                .everyDot(AfterDot.refuse(550, "5.7.30 Basic authentication is not supported for Client Submission"));
        stage.sendTo("basic@refused.example");
        stage.records().awaitPause();
        stage.records().endPause();
        await().until(() -> !said("5.7.30 Basic authentication").isEmpty());
        stage.confirmation(Stage.CHANNEL, "basic@refused.example", "which an administrator has to mend");
        assertThat(stage.records().stateOf("basic@refused.example")).isEqualTo("queued");
        stage.world().mail().faults().none();
        stage.records().endPause();
        stage.confirmation(Stage.CHANNEL, "basic@refused.example", "1 of 1 accepted");
    }

    @Test
    void what_only_the_database_says_a_worker_has_in_hand_is_delivered() {
        stage.world().mail().faults().refuseRecipient("stray@pause.example", 450, "4.2.0 Later");
        stage.sendTo("stray@pause.example");
        stage.actions("stray@pause.example", "mail.deferred");
        stage.world().mail().faults().none();
        stage.records().change("""
                UPDATE delivery SET state = 'sending', due_at = NULL, attempt = attempt + 1,
                    worker_id = (SELECT worker_id FROM worker WHERE lease_until > now())
                WHERE recipient = 'stray@pause.example'""");
        stage.confirmation(Stage.CHANNEL, "stray@pause.example", "1 of 1 accepted");
        assertThat(stage.mailsTo("stray@pause.example")).hasSize(1);
    }

    private static List<String> said(String words) {
        return stage.slack().channel(OPERATORS).messages().stream()
                .map(message -> message.reads())
                .filter(text -> text.contains(words))
                .toList();
    }
}
