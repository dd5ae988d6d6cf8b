package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program starts without Slack, and CertCentral, and the mail server. */
class SlackDownStoryTest {

    @Test
    void started_while_everything_is_down_it_asks_for_patience_and_then_works() {
        try (World world = new World(Map.of())) {
            world.slack().faults().down();
            world.certCentral().down();
            world.mail().down();
            world.start();
            Member alice = world.slack().alice();
            Answer early = alice.in(Stage.CHANNEL).types("/cert-send");
            assertThat(early.isAck()).isTrue();
            assertThat(early.text()).contains("only just started");
            assertThat(Visitor.of(world).opens("/healthz").statusCode()).isEqualTo(200);
            assertThat(Visitor.of(world).opens("/readyz").statusCode()).isEqualTo(200);
            world.slack().faults().up();
            world.certCentral().up();
            world.mail().up();
            await().until(() ->
                    !alice.in(Stage.CHANNEL).types("/cert-audit help").text().contains("only just started"));
            await().until(() -> {
                alice.in(Stage.CHANNEL).types("/cert-send");
                return alice.hasModal();
            });
        }
    }

    @Test
    void a_mirror_that_could_not_be_filled_at_the_start_is_filled_soon_after() {
        try (World world = new World(Map.of())) {
            world.certCentral().down();
            world.start();
            Records records = Records.of(world.variables());
            await().until(() -> records.number("SELECT count(*) FROM mirror WHERE full_began_at IS NOT NULL") == 1);
            world.certCentral().up();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> records.number("SELECT count(*) FROM cert_order") == 200);
        }
    }
}
