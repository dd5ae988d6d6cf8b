package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.certsend.mail.Outcome.Kind;
import dev.certsend.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in by token, over real sockets to a relay and to an authorization server. */
@Timeout(60)
class XOAuth2Test {

    private static final byte[] LETTER = letter("Subject", "Text").bytes();
    private static final String OFFERED = "250-relay.example\r\n250 AUTH XOAUTH2 PLAIN";

    private final ScriptedSmtp relay;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final Path folder;
    private int status = 200;
    private String body = "{\"access_token\":\"token-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";

    XOAuth2Test(@TempDir Path folder) throws IOException {
        this.folder = folder;
        relay = new ScriptedSmtp().on("EHLO", OFFERED);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = body.formatted(asked.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void hangUp() throws IOException {
        relay.close();
        server.stop(0);
    }

    @Test
    void signs_in_with_a_token_for_its_refresh_token() {
        try (Mailer mailer = mailer(refresh())) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(mailer.check().steps()).contains("signed in as bot@example.com with a token (XOAUTH2)");
        }
        assertThat(asked)
                .containsExactly("grant_type=refresh_token&client_id=our+id&client_secret=client-secret"
                        + "&refresh_token=refresh%2Fsecret&scope=mail.send");
        assertThat(tokensSaid()).containsExactly("token-1", "token-1");
        assertThat(relay.letters()).hasSize(1);
    }

    @Test
    void fetches_another_a_minute_before_the_end() {
        try (Mailer mailer = mailer(refresh())) {
            mailer.check();
            nanoTime.addAndGet(Duration.ofMinutes(59).toNanos() - 1);
            mailer.check();
            assertThat(asked).hasSize(1);
            nanoTime.addAndGet(1);
            mailer.check();
        }
        assertThat(tokensSaid()).containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void uses_the_refresh_token_that_came_last() {
        body = "{\"access_token\":\"t\",\"expires_in\":1,\"refresh_token\":\"next-%d\"}";
        try (Mailer mailer = mailer(refresh())) {
            mailer.check();
            mailer.check();
        }
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).contains("&refresh_token=next-1&");
    }

    @Test
    void takes_a_fresh_token_where_one_is_refused() {
        relay.on("AUTH", "535 5.7.8 expired", "235 2.7.0 welcome");
        try (Mailer mailer = mailer(refresh())) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(tokensSaid()).containsExactly("token-1", "token-2");
    }

    @Test
    void hears_a_refusal_that_comes_after_a_challenge() {
        relay.on("AUTH", "334 eyJzdGF0dXMiOiI0MDEifQ==").on("", "535 5.7.8 not accepted");
        try (Mailer mailer = mailer(refresh())) {
            Outcome outcome = send(mailer);

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(outcome.code()).isEqualTo(535);
            assertThat(outcome.toString()).doesNotContain("token-");
        }
        assertThat(tokensSaid()).containsExactly("token-1", "token-2");
        assertThat(relay.letters()).isEmpty();
    }

    @Test
    void does_not_fall_back_to_anything_where_tokens_are_not_taken() {
        relay.on("EHLO", "250-relay.example\r\n250 AUTH PLAIN LOGIN");
        try (Mailer mailer = mailer(refresh())) {
            Outcome outcome = send(mailer);

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(outcome.text()).contains("XOAUTH2");
        }
        assertThat(tokensSaid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":\"invalid_grant\",\"error_description\":\"secret\"}|RELAY_REFUSES_US|400 invalid_grant",
                "401|{\"error\":\"<script>\"}|RELAY_REFUSES_US|refused a token: 401",
                "503|down|RELAY_DOWN|503",
                "429|{}|RELAY_DOWN|429",
                "200|not json, secret|RELAY_REFUSES_US|without a token",
                "200|{\"access_token\":\"two words\"}|RELAY_REFUSES_US|without a token",
                "200|[]|RELAY_REFUSES_US|without a token",
                "302|{}|RELAY_REFUSES_US|302",
            })
    void tells_why_the_server_gave_no_token(int status, String body, Kind kind, String told) {
        this.status = status;
        this.body = body;
        try (Mailer mailer = mailer(refresh())) {
            Outcome outcome = send(mailer);

            assertThat(outcome.kind()).isEqualTo(kind);
            assertThat(outcome.text()).contains(told).doesNotContain("secret").doesNotContain("<");
        }
        assertThat(relay.commands()).isEmpty();
    }

    @Test
    void takes_no_answer_longer_than_64_kB() {
        String token = body.substring(0, body.length() - 1);
        try (Mailer mailer = mailer(refresh())) {
            body = token + " ".repeat(65_536 - token.length()) + "}"; // of token-1: one octet less than written here
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
            nanoTime.addAndGet(Duration.ofDays(1).toNanos());
            body = token + " ".repeat(3_000_000) + "}";
            Outcome tooLong = send(mailer);
            assertThat(tooLong.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(tooLong.text()).contains("more than 64 kB");
            status = 503;
            assertThat(send(mailer).kind()).isEqualTo(Kind.RELAY_DOWN);
        }
        assertThat(tokensSaid()).containsExactly("token-1");
    }

    @Test
    void calls_it_down_where_nobody_answers_for_tokens() {
        OAuth.Refresh settings = refresh();
        server.stop(0);
        try (Mailer mailer = mailer(settings)) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.RELAY_DOWN);
        }
    }

    @Test
    void signs_in_with_a_token_that_a_program_prints() throws IOException {
        Path script =
                Files.writeString(folder.resolve("a token"), "echo run >> \"$1\"; echo printed-token; echo secret >&2");
        Path runs = folder.resolve("runs");
        try (Mailer mailer = mailer(OAuth.Command.parse("sh '" + script + "' \"" + runs + "\""))) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
            mailer.check();
            assertThat(Files.readAllLines(runs)).hasSize(1);
            nanoTime.addAndGet(Duration.ofMinutes(5).toNanos());
            mailer.check();
            assertThat(Files.readAllLines(runs)).hasSize(2);
        }
        assertThat(tokensSaid()).hasSize(3).containsOnly("printed-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh -c 'echo secret; exit 3'|exit status 3",
                "sh -c 'echo secret >&2; kill -9 $$'|exit status 137",
                "true|must print a token",
                "echo two words|must print a token",
                "printf 'secret\\nsecret'|must print a token",
                "printf 'secret\\001auth'|must print a token",
                "head -c 100000 /dev/zero|must print a token",
                "/no/such/program secret|can't be run",
            })
    void tells_why_the_program_gave_no_token(String line, String told) {
        try (Mailer mailer = mailer(OAuth.Command.parse(line))) {
            Outcome outcome = send(mailer);

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(outcome.text()).contains(told).doesNotContain("secret");
        }
        assertThat(relay.commands()).isEmpty();
    }

    @Test
    void ends_a_program_that_hangs_with_all_it_started() throws IOException {
        Path pid = folder.resolve("pid");
        OAuth.Command hanging = OAuth.Command.parse("sh -c 'sleep 600 & echo $! > " + pid + "; wait'");
        CommandTokens tokens = new CommandTokens(hanging, Duration.ofSeconds(2));

        assertThat(catchThrowableOfType(TokenFault.class, tokens::fetch))
                .hasMessageContaining("did not end within 2 s")
                .extracting(TokenFault::kind)
                .isEqualTo(Kind.RELAY_DOWN);
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> await().until(() -> !child.isAlive()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b  c|[a, b, c]",
                "a 'b c' d|[a, b c, d]",
                "a \"b 'c'\"|[a, b 'c']",
                "a b'c d'e|[a, bc de]",
                "a $HOME;b|[a, $HOME;b]",
                "a ''|[a, ]",
            })
    void splits_a_command_line_as_one_expects(String line, String words) {
        assertThat(OAuth.Command.parse(line).words()).hasToString(words);
    }

    @Test
    void splits_a_command_line_however_long_its_words_are() {
        String word = "w".repeat(10_000);
        String quoted = "'q'".repeat(10_000);

        assertThat(OAuth.Command.parse(word + " '" + word + " " + word + "' " + quoted)
                        .words())
                .containsExactly(word, word + " " + word, "q".repeat(10_000));
    }

    private OAuth.Refresh refresh() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
        return new OAuth.Refresh(url, "our id", new Secret("client-secret"), new Secret("refresh/secret"), "mail.send");
    }

    private Mailer mailer(OAuth oauth) {
        String url = relay.url("").replace("smtp://", "smtp://bot%40example.com@");
        return new Mailer(mail(url, oauth), nanoTime::get);
    }

    private static Outcome send(Mailer mailer) {
        return mailer.send(SENDER, BOB, LETTER, () -> {});
    }

    private List<String> tokensSaid() {
        return relay.commands().stream()
                .filter(command -> command.startsWith("AUTH XOAUTH2 "))
                .map(command -> new String(Base64.getDecoder().decode(command.substring(13)), StandardCharsets.UTF_8))
                .peek(said -> assertThat(said).matches("user=bot@example\\.com\u0001auth=Bearer [!-~]+\u0001\u0001"))
                .map(said -> said.replaceAll("(?s).*Bearer |\u0001", ""))
                .toList();
    }
}
