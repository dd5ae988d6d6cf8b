package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.certsend.mail.Outcome.Kind;
import dev.certsend.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One source of tokens, asked by many. */
@Timeout(60)
class AccessTokensTest {

    private static final int CROWD = 5;

    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void all_who_wait_share_one_failure() {
        ask(new AccessTokens(
                () -> {
                    answerOfFetch();
                    throw TokenFault.passing("did not answer within 30 s");
                },
                System::nanoTime));

        assertThat(heard).hasSize(CROWD).containsOnly("RELAY_DOWN did not answer within 30 s");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void all_who_wait_share_one_token_even_if_it_is_good_no_longer() {
        ask(new AccessTokens(
                () -> new TokenSource.Token(new Secret("token-" + answerOfFetch()), Duration.ZERO), System::nanoTime));

        assertThat(heard).hasSize(CROWD).containsOnly("token-1");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_failure_is_not_kept_and_a_fault_of_ours_comes_out() throws Exception {
        AccessTokens tokens = new AccessTokens(
                () -> {
                    int fetch = fetches.incrementAndGet();
                    if (fetch == 1) {
                        throw TokenFault.lasting("not yet");
                    }
                    if (fetch == 2) {
                        throw new IllegalStateException("ours");
                    }
                    return new TokenSource.Token(new Secret("token"), Duration.ofMinutes(1));
                },
                System::nanoTime);

        assertThatThrownBy(tokens::current).isInstanceOfSatisfying(TokenFault.class, fault -> assertThat(fault.kind())
                .isEqualTo(Kind.RELAY_REFUSES_US));
        assertThatThrownBy(tokens::current).isInstanceOf(IllegalStateException.class);
        assertThat(tokens.current().value()).isEqualTo("token");
        assertThat(tokens.current().value()).isEqualTo("token");
        assertThat(fetches).hasValue(3);
    }

    @Test
    void who_is_stopped_while_waiting_leaves_the_others_theirs() throws Exception {
        AccessTokens tokens = new AccessTokens(
                () -> new TokenSource.Token(new Secret("token-" + answerOfFetch()), Duration.ofMinutes(1)),
                System::nanoTime);
        Thread fetching = asker(tokens);
        fetching.start();
        await().until(() -> fetches.get() == 1);
        Thread waiting = asker(tokens);
        waiting.start();
        waiting.interrupt();
        waiting.join();
        assertThat(heard).singleElement().asString().startsWith("RELAY_DOWN stopped");
        answered.countDown();
        fetching.join();
        assertThat(heard).hasSize(2).contains("token-1");
    }

    private int answerOfFetch() {
        int fetch = fetches.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        return fetch;
    }

    /** The source answers when everybody waits for it. */
    private void ask(AccessTokens tokens) {
        List<Thread> crowd = Stream.generate(() -> asker(tokens)).limit(CROWD).toList();
        crowd.forEach(Thread::start);
        await().until(() -> crowd.stream().allMatch(AccessTokensTest::waits));
        answered.countDown();
        await().until(() -> crowd.stream().noneMatch(Thread::isAlive));
    }

    private static boolean waits(Thread thread) {
        boolean inside = Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(AccessTokens.class.getName()));
        return inside && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED);
    }

    private Thread asker(AccessTokens tokens) {
        return new Thread(() -> {
            try {
                heard.add(tokens.current().value());
            } catch (TokenFault fault) {
                heard.add(fault.kind() + " " + fault.getMessage());
            }
        });
    }
}
