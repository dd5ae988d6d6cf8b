package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.certsend.mail.Reports;
import dev.certsend.playground.World;
import dev.certsend.playground.mail.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A letter was accepted by the mail server and comes back later. */
class BounceStoryTest {
    private static final GreenMail MAILBOX = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private static GreenMailUser user;
    private static Stage stage;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        MAILBOX.start();
        user = MAILBOX.setUser("bounces@bounces.example.com", "bot", "password");
        String url = "imap://bot:password@127.0.0.1:" + MAILBOX.getImap().getPort() + "/INBOX?tls=off";
        Map<String, String> given = Map.of(
                "BOUNCE_ADDRESS", "bounces@bounces.example.com", "BOUNCE_KEY", "k".repeat(32), "BOUNCE_IMAP_URL", url);
        stage = Stage.set(new World(given, Stage.ORDERS).start());
    }

    @AfterAll
    static void stop() {
        stage.world().close();
        MAILBOX.stop();
    }

    @Test
    void a_report_in_the_mailbox_is_written_down_at_its_delivery() throws Exception {
        ReceivedMail letter = accepted("mailbox@bounce.example");
        String report = Reports.postfix(letter.sender(), delivery("mailbox@bounce.example"));
        user.deliver(new MimeMessage((Session) null, new ByteArrayInputStream(Reports.bytes(report))));
        await().until(() -> stage.records().change("""
                        UPDATE scheduled_tasks SET execution_time = now()
                        WHERE task_name = 'bounce.mailbox' AND NOT picked""") == 1);
        seen("mailbox@bounce.example");
    }

    @Test
    void a_report_through_the_pipe_is_written_down_at_its_delivery() throws Exception {
        ReceivedMail letter = accepted("pipe@bounce.example");
        String report = Reports.qmail(letter.sender(), delivery("pipe@bounce.example"));
        assertThat(bounce(report, stage.world().variables())).as(said()).isZero();
        seen("pipe@bounce.example");
        assertThat(bounce(report, stage.world().variables())).isZero();
        assertThat(said()).contains("known to have bounced");
        assertThat(bounce("Subject: hello\n\n", stage.world().variables())).isZero();
        assertThat(said()).contains("no bounce");
    }

    @Test
    void without_its_database_the_command_has_the_report_brought_again_and_without_its_key_it_ends_with_2()
            throws Exception {
        Map<String, String> variables = new HashMap<>(stage.world().variables());
        variables.put("DATABASE_URL", "postgres://postgres@localhost:1/postgres");
        String report = Reports.qmail("bounces@bounces.example.com", Reports.DELIVERY);
        assertThat(bounce(report, variables)).isEqualTo(75);
        variables.remove("BOUNCE_KEY");
        assertThat(bounce(report, variables)).isEqualTo(2);
        assertThat(said()).contains("BOUNCE_KEY is missing");
    }

    private static ReceivedMail accepted(String address) {
        stage.sendTo(address);
        ReceivedMail letter = stage.mailTo(address);
        assertThat(letter.sender()).startsWith("bounces+");
        stage.confirmation(Stage.CHANNEL, address, "1 of 1 accepted");
        return letter;
    }

    private static void seen(String address) {
        assertThat(stage.actions(address, "mail.bounced")).endsWith("mail.accepted", "mail.bounced");
        assertThat(stage.records().texts("SELECT bounce FROM delivery WHERE recipient = ?", address))
                .singleElement()
                .asString()
                .contains("550 5.1.1");
        assertThat(stage.records().stateOf(address)).isEqualTo("accepted");
    }

    private static UUID delivery(String address) {
        return UUID.fromString(stage.records()
                .texts("SELECT delivery_id::text FROM delivery WHERE recipient = ?", address)
                .get(0));
    }

    private int bounce(String report, Map<String, String> variables) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.valueOf(classes),
                        "dev.certsend.Main",
                        "bounce")
                .redirectErrorStream(true)
                .redirectInput(Files.write(folder.resolve("report"), Reports.bytes(report))
                        .toFile())
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }
}
