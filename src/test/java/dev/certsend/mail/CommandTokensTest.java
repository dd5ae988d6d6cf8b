package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.certsend.mail.Outcome.Kind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a token command gets from us, and what becomes of what it leaves behind. */
@Timeout(60)
class CommandTokensTest {

    private static final List<String> OURS = List.of(
            "SLACK_BOT_TOKEN",
            "SLACK_SIGNING_SECRET",
            "CERTCENTRAL_API_KEY",
            "CERTCENTRAL_WEBHOOK_SECRET",
            "DATABASE_URL",
            "SMTP_URL",
            "SMTP_OAUTH_CLIENT_SECRET",
            "SMTP_OAUTH_REFRESH_TOKEN",
            "DKIM_PRIVATE_KEY",
            "BOUNCE_KEY",
            "AUDIT_KEY");

    @TempDir
    private Path folder = Path.of("");

    /** Prints the names of the variables that a command of ours sees, as the token that it gave us. */
    static final class Seen {
        private Seen() {}

        public static void main(String[] arguments) throws TokenFault {
            TokenSource.Token seen = tokens(Duration.ofSeconds(30), "env | cut -d= -f1 | tr '\\n' ','")
                    .fetch();
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)
                    .println(seen.value().value());
        }
    }

    @Test
    void the_program_gets_the_environment_without_our_secrets() throws IOException {
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Seen.class.getName());
        Map<String, String> environment = jvm.environment();
        OURS.forEach(name -> environment.put(name, "hunter2"));
        OURS.forEach(name -> environment.put(name + "_FILE", "/run/secrets/hunter2"));
        environment.put("CLOUDSDK_CONFIG", "/home/bot");
        environment.put("MY_DATABASE_URL", "theirs");

        String seen = new String(jvm.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(seen.strip().split(",", -1))
                .contains("PATH", "CLOUDSDK_CONFIG", "MY_DATABASE_URL")
                .doesNotContainAnyElementsOf(OURS)
                .doesNotContainAnyElementsOf(
                        OURS.stream().map(name -> name + "_FILE").toList());
    }

    @Test
    void a_child_that_holds_the_output_keeps_nobody_waiting() throws Exception {
        Path pid = folder.resolve("pid");

        TokenSource.Token token = tokens(
                        Duration.ofMinutes(5), "sleep 600 & echo $! > '" + pid + "'; echo printed-token")
                .fetch();

        assertThat(token.value().value()).isEqualTo("printed-token");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_child_left_behind_is_ended() throws Exception {
        Path pid = folder.resolve("pid");

        TokenSource.Token token = tokens(
                        Duration.ofMinutes(5), "sleep 600 & echo $! > '" + pid + "'; sleep 2; echo printed-token")
                .fetch();

        assertThat(token.value().value()).isEqualTo("printed-token");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> await().until(() -> !child.isAlive()));
    }

    @Test
    void one_that_prints_without_end_is_ended_too() {
        TokenFault fault = catchThrowableOfType(
                TokenFault.class, () -> tokens(Duration.ofMinutes(5), "yes").fetch());

        assertThat(fault.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
        assertThat(fault).hasMessageContaining("must print a token and nothing else");
    }

    private static CommandTokens tokens(Duration patience, String script) {
        return new CommandTokens(new OAuth.Command(List.of("sh", "-c", script)), patience);
    }
}
