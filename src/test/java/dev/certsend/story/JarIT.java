package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.playground.World;
import dev.certsend.playground.slack.Modal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is delivered, against a database, a Slack, a CertCentral and a mail server of its environment. */
class JarIT {
    private static final Path JAR = Path.of("target", "cert-send.jar");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void serves_a_whole_conversation_and_stops_when_told_to() throws Exception {
        try (World world = new World(Map.of())) {
            Process jar = run(world.variables(), "serve");
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> ready(world));
                world.slack().connect(URI.create(world.variables().get("PUBLIC_URL") + "/slack/events"));
                world.filled();
                send(world);
            } finally {
                jar.destroy();
            }
            assertThat(jar.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void each_other_command_does_its_work_and_says_so() throws Exception {
        try (World world = new World(Map.of())) {
            assertThat(run(world.variables(), "migrate").waitFor()).isZero();
            assertThat(run(world.variables(), "sync", "--full").waitFor()).isZero();
            world.filled();
            int health = run(world.variables(), "doctor").waitFor();
            assertThat(health).as(said()).isZero();
            assertThat(said()).contains("well   database", "well   Slack", "well   CertCentral", "well   mail server");
            world.mail().down();
            assertThat(run(world.variables(), "doctor").waitFor()).isEqualTo(1);
            assertThat(said()).contains("AILING mail server").contains("SMTP_URL");
            assertThat(run(world.variables(), "--version").waitFor()).isZero();
            assertThat(said()).startsWith("cert-send 0.");
        }
    }

    @Test
    void a_sync_beside_another_says_so_and_fails_and_one_alone_fills_the_mirror() throws Exception {
        try (World world = new World(Map.of())) {
            assertThat(run(world.variables(), "migrate").waitFor()).isZero();
            Records.of(world.variables()).jdbi().useHandle(other -> {
                // What a sync under way holds.
                other.execute("SELECT pg_advisory_lock(x'6d6972726f72'::bigint)");
                assertThat(run(world.variables(), "sync").waitFor()).as(said()).isEqualTo(1);
            });
            assertThat(said()).contains("another process is at the sync");
            assertThat(run(world.variables(), "sync").waitFor()).as(said()).isZero();
            world.filled();
            assertThat(run(world.variables(), "sync").waitFor()).as(said()).isZero();
            assertThat(said()).contains("full=false");
        }
    }

    @Test
    void a_wrong_environment_ends_it_with_2_and_every_fault() throws Exception {
        assertThat(run(Map.of("SLACK_SIGNING_SECRET", " "), "serve").waitFor()).isEqualTo(2);
        assertThat(said())
                .contains(
                        "PUBLIC_URL is missing",
                        "DATABASE_URL is missing",
                        "SLACK_SIGNING_SECRET is missing",
                        "MAIL_FROM is missing");
    }

    private static void send(World world) throws Exception {
        world.slack().chen().in("#certificates").types("/cert-send shop.example.com jar@example.com");
        await().until(() -> world.slack().chen().hasModal());
        Modal form = world.slack().chen().modal();
        assertThat(form.submit().isAck()).isTrue();
        byte[] pem = world.mail()
                .waitForMail(1, Duration.ofSeconds(20))
                .get(0)
                .parsed()
                .attachments()
                .get(0)
                .bytes();
        assertThat(CertificateChain.parse(new String(pem, StandardCharsets.US_ASCII))
                        .facts()
                        .names())
                .contains("shop.example.com");
        await().until(() -> world.slack().channel("#certificates").messages().stream()
                .anyMatch(message -> message.reads().contains("1 of 1 accepted")));
        world.slack().chen().in("#certificates").types("/cert-audit to:jar@example.com");
        assertThat(world.slack().chen().in("#certificates").lastEphemeral().reads())
                .contains("Mail accepted");
    }

    private Process run(Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().putAll(variables);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static boolean ready(World world) {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) URI.create(world.variables().get("PUBLIC_URL") + "/readyz")
                            .toURL()
                            .openConnection();
            return asked.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
