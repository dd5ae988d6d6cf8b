package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.mail.Outcome.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailerTest {

    private final ScriptedSmtp relay;
    private final AtomicLong nanoTime = new AtomicLong();

    MailerTest() throws IOException {
        relay = new ScriptedSmtp();
    }

    @AfterEach
    void hangUp() throws IOException {
        relay.close();
    }

    @Test
    void sends_the_stored_bytes_unchanged() {
        byte[] letter =
                letter("Subject", ".\n..\n.leading dot\nFrom me\n\n.", pem()).bytes();
        try (Mailer mailer = mailer("")) {
            Outcome outcome = send(mailer, letter);

            assertThat(outcome).isEqualTo(new Outcome(Kind.ACCEPTED, 250, "2.0.0", "queued as 4711"));
            assertThat(outcome).hasToString("accepted: 250 2.0.0 queued as 4711");
        }
        String wire = new String(relay.letters().get(0), StandardCharsets.ISO_8859_1);
        assertThat(wire).contains("\r\n...\r\n");
        assertThat(wire.replaceAll("(?m)^\\.", "").getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(letter);
        assertThat(relay.commands())
                .containsSubsequence("MAIL FROM:<certs@mail.example.com>", "RCPT TO:<bob@example.org>", "DATA");
    }

    @Test
    void sends_a_letter_longer_than_any_buffer() {
        Attachment big = new Attachment("big.pem", "text/plain", new byte[60_000]);
        byte[] letter = letter("Subject", "Text", big).bytes();
        try (Mailer mailer = mailer("")) {
            assertThat(send(mailer, letter).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(relay.letters().get(0)).isEqualTo(letter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: a\n\nb\r\n",
                "Subject: a\r\r\n\r\nb\r\n",
                "Subject: a\r\n\r\nb",
                "Subject: a\r\n\r\n\u00e4\r\n",
                "Subject: a\r\n\r\n\u0000\r\n",
                ""
            })
    void refuses_bytes_that_would_arrive_as_others(String letter) {
        try (Mailer mailer = mailer("")) {
            assertThatThrownBy(() -> send(mailer, letter.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(relay.connections()).isZero();
    }

    @Test
    void keeps_its_connection_for_a_hundred_letters() {
        try (Mailer mailer = mailer("&connections=1")) {
            IntStream.range(0, 250).forEach(i -> assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED));
        }
        assertThat(relay.letters()).hasSize(250);
        assertThat(relay.connections()).isEqualTo(3);
        assertThat(relay.commands()).doesNotContain("RSET");
    }

    @Test
    void asks_an_idle_connection_first_and_leaves_an_old_one() {
        try (Mailer mailer = mailer("")) {
            send(mailer);
            nanoTime.addAndGet(Duration.ofSeconds(9).toNanos());
            send(mailer);
            assertThat(relay.commands()).doesNotContain("RSET");
            nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
            send(mailer);
            assertThat(relay.commands()).containsOnlyOnce("RSET");
            assertThat(relay.connections()).isEqualTo(1);
            nanoTime.addAndGet(Duration.ofMinutes(4).toNanos());
            send(mailer);
        }
        assertThat(relay.connections()).isEqualTo(2);
        assertThat(relay.letters()).hasSize(4);
    }

    @Test
    void takes_another_connection_if_the_kept_one_was_closed_meanwhile() {
        relay.on(".", "250 2.0.0 queued" + ScriptedSmtp.THEN_HANG_UP);
        try (Mailer mailer = mailer("")) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(relay.letters()).hasSize(2);
        assertThat(relay.connections()).isEqualTo(2);
    }

    @Test
    void takes_another_connection_if_the_relay_has_had_enough_of_this_one() {
        relay.on("MAIL", "250 ok", "421 4.7.0 too many letters" + ScriptedSmtp.THEN_HANG_UP, "250 ok");
        try (Mailer mailer = mailer("")) {
            send(mailer);
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(relay.connections()).isEqualTo(2);
    }

    @Test
    void keeps_the_connection_after_a_refused_recipient() {
        relay.on("RCPT", "550 5.1.1 no such user", "250 ok");
        try (Mailer mailer = mailer("")) {
            assertThat(send(mailer).kind()).isEqualTo(Kind.REJECTED);
            assertThat(send(mailer).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void runs_the_action_before_the_dot_and_before_it_only() {
        List<Integer> lettersSeen = new ArrayList<>();
        try (Mailer mailer = mailer("")) {
            mailer.send(SENDER, BOB, anyLetter(), () -> {
                assertThat(relay.commands()).endsWith("DATA");
                lettersSeen.add(relay.letters().size());
            });
        }
        assertThat(lettersSeen).containsExactly(0);
        assertThat(relay.letters()).hasSize(1);
    }

    @Test
    void sends_from_eight_threads_over_four_connections() throws Exception {
        Queue<Integer> work =
                new ConcurrentLinkedQueue<>(IntStream.range(0, 400).boxed().toList());
        CyclicBarrier fourAtOnce = new CyclicBarrier(4); // comes down only if four letters are under way
        try (Mailer mailer = mailer("&connections=4")) {
            inThreads(8, () -> {
                while (work.poll() != null) {
                    assertThat(mailer.send(SENDER, BOB, anyLetter(), () -> await(fourAtOnce))
                                    .kind())
                            .isEqualTo(Kind.ACCEPTED);
                }
            });
        }
        assertThat(relay.letters()).hasSize(400).allSatisfy(letter -> assertThat(letter)
                .isEqualTo(anyLetter()));
        assertThat(relay.connections()).isBetween(4, 8);
    }

    @Test
    void is_of_no_use_once_closed() {
        Mailer mailer = mailer("");
        send(mailer);
        mailer.close();

        assertThatThrownBy(() -> send(mailer)).isInstanceOf(IllegalStateException.class);
        assertThat(relay.connections()).isEqualTo(1);
    }

    private Mailer mailer(String options) {
        return new Mailer(mail(relay.url(options)), nanoTime::get);
    }

    private static byte[] anyLetter() {
        return letter("Subject", "Text").bytes();
    }

    private static Outcome send(Mailer mailer) {
        return send(mailer, anyLetter());
    }

    private static Outcome send(Mailer mailer, byte[] letter) {
        return mailer.send(SENDER, BOB, letter, () -> {});
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void inThreads(int count, Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
