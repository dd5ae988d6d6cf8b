package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.App;
import dev.certsend.Config;
import dev.certsend.playground.World;
import dev.certsend.playground.mail.AfterDot;
import dev.certsend.playground.mail.ReceivedMail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker of its own process is killed in the one moment that matters, and another one takes over. */
class KilledWorkerStoryTest {

    @Test
    void a_worker_killed_after_the_dot_is_replaced_within_a_minute_and_the_doubt_is_recorded() throws Exception {
        World world = new World(Map.of(), Stage.ORDERS);
        try (world;
                App web = new App(Config.serve(world.variables()), App.Part.WEB)) {
            web.start();
            world.slack().connect(URI.create("http://localhost:" + web.port() + "/slack/events"));
            Process doomed = worker(world);
            try {
                killedAfterTheDot(world, doomed);
            } finally {
                doomed.destroyForcibly();
            }
        }
    }

    private static void killedAfterTheDot(World world, Process doomed) throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> mirrored(world));
        Stage stage = Stage.set(world);
        world.mail().faults().nextDots(1, AfterDot.takeInSilence());
        stage.sendTo("killed@crash.example");
        stage.mailTo("killed@crash.example");
        long dots = 1;
        await().until(() -> stage.records().number("SELECT count(*) FROM delivery WHERE dot_at IS NOT NULL") == dots);
        // Who dies while it talks to Slack leaves that to others a minute later; here it is about the letter.
        await().until(() -> !stage.records().untold("killed@crash.example"));
        doomed.destroyForcibly().waitFor();
        // 25 of the 60 seconds pass by the settable clock.
        stage.records().change("UPDATE worker SET lease_until = lease_until - interval '25 seconds'");
        Process heir = worker(world);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.records().actions("killed@crash.example").contains("mail.accepted"));
            assertThat(stage.records().actions("killed@crash.example"))
                    .containsExactly(
                            "send.requested", "mail.attempted", "mail.uncertain", "mail.attempted", "mail.accepted");
            List<ReceivedMail> both = stage.mailsTo("killed@crash.example");
            assertThat(both).hasSize(2);
            assertThat(both.get(0).bytes()).isEqualTo(both.get(1).bytes());
            stage.confirmation(Stage.CHANNEL, "killed@crash.example", "1 of 1 accepted");
        } finally {
            heir.destroyForcibly();
        }
    }

    private static boolean mirrored(World world) {
        return Records.of(world.variables()).number("SELECT count(*) FROM cert_order") == Stage.ORDERS;
    }

    private static Process worker(World world) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.valueOf(classes),
                        "dev.certsend.Main",
                        "serve",
                        "worker")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(world.variables());
        return builder.start();
    }
}
