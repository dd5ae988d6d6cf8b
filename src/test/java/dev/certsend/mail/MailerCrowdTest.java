package dev.certsend.mail;

import static dev.certsend.mail.Letters.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads and few processors: what a thread thinks of its connection must not be news of the next one's letter. */
class MailerCrowdTest {
    private static final int THREADS = 16;
    private static final int EACH = 1000;

    @Test
    void every_letter_of_a_crowd_arrives_once() throws Exception {
        byte[] letter = Letters.letter("crowd", "once").bytes();
        ExecutorService crowd = Executors.newFixedThreadPool(THREADS);
        try (ScriptedSmtp relay = new ScriptedSmtp();
                Mailer mailer = new Mailer(mail(relay.url("&connections=" + THREADS)))) {
            var all = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    Outcome outcome = mailer.send(Letters.SENDER, Letters.BOB, letter, () -> {});
                                    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
                                }
                            },
                            crowd))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).get();
            assertThat(relay.letters()).hasSize(THREADS * EACH);
        } finally {
            crowd.shutdownNow();
        }
    }
}
