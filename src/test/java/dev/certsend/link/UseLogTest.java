package dev.certsend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses that are written down together, and what becomes of the others where one can't be. */
class UseLogTest {
    private static final int MORE_THAN_WAIT = 10_600;

    private final List<UUID> told = new CopyOnWriteArrayList<>();
    private volatile boolean commitIsLost;
    private final Tables tables = new Tables();
    private UseLog log;

    @SuppressWarnings("NullAway.Init")
    UseLogTest() {}

    @BeforeEach
    void start() {
        log = new UseLog(new Links(tables.jdbi(), new News()));
    }

    @AfterEach
    void stop() {
        log.close();
        tables.close();
    }

    @Test
    void one_that_cant_be_written_takes_no_other_with_it() {
        OpenLink good = link();
        OpenLink other = link();
        List<CompletableFuture<Void>> written;
        try (Handle held = holding(good)) {
            // Gathers the three that come after it into one batch.
            CompletableFuture<Void> first = log.write(use(good));
            written = List.of(
                    log.write(use(good)),
                    log.write(new Use(other, null, "\u0000", "curl", null)),
                    log.write(use(other)));
            held.commit();
            first.join();
        }
        written.get(0).join();
        assertThatThrownBy(() -> written.get(1).join()).hasCauseInstanceOf(JdbiException.class);
        written.get(2).join();
        assertThat(opened(good)).isEqualTo(2);
        assertThat(opened(other)).isEqualTo(1);
        assertThat(entries()).isEqualTo(3);
    }

    @Test
    void a_link_that_is_held_keeps_nobody_elses_from_being_written() {
        OpenLink held = link();
        OpenLink other = link();
        try (Handle holder = holding(held)) {
            CompletableFuture<Void> waits = log.write(use(held));
            CompletableFuture<Void> waitsToo = log.write(use(held));
            log.write(use(other)).join();
            assertThatThrownBy(waits::join).hasCauseInstanceOf(JdbiException.class);
            assertThatThrownBy(waitsToo::join).hasCauseInstanceOf(JdbiException.class);
            holder.rollback();
        }
        assertThat(opened(held)).isZero();
        assertThat(opened(other)).isEqualTo(1);
    }

    @Test
    void one_whose_commit_is_lost_is_not_written_again() {
        OpenLink link = link();
        commitIsLost = true;
        CompletableFuture<Void> written = log.write(use(link));
        assertThatThrownBy(written::join).hasMessageContaining("lost");
        assertThat(opened(link)).isEqualTo(1);
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void a_link_that_was_revoked_or_has_ended_meanwhile_is_neither_counted_nor_told() {
        OpenLink revoked = link();
        OpenLink ended = link();
        OpenLink live = link();
        tables.change("UPDATE link SET revoked_at = now() WHERE link_id = '" + revoked.linkId() + "'");
        tables.change(
                "UPDATE link SET expires_at = now() - interval '1 second' WHERE link_id = '" + ended.linkId() + "'");
        CompletableFuture<Void> first = log.write(use(revoked));
        CompletableFuture<Void> second = log.write(new Use(ended, null, "203.0.113.7", "bot", "it says so"));
        log.write(use(live)).join();
        for (CompletableFuture<Void> closed : List.of(first, second)) {
            assertThatThrownBy(closed::join)
                    .cause()
                    .hasToString("dev.certsend.link.LinkClosed: the link works no more");
        }
        assertThat(opened(revoked) + opened(ended)).isZero();
        assertThat(told).containsExactly(live.sendId());
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void more_than_can_wait_are_refused_and_close_writes_what_was_taken_on() {
        OpenLink link = link();
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        try (Handle held = holding(link)) {
            for (int i = 0; i < MORE_THAN_WAIT; i++) {
                taken.add(log.write(use(link)));
            }
            held.commit();
        }
        log.close();
        assertThat(taken).allMatch(CompletableFuture::isDone);
        List<CompletableFuture<Void>> refused = taken.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .toList();
        assertThat(refused).isNotEmpty();
        assertThatThrownBy(() -> refused.get(0).join()).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(opened(link)).isEqualTo(MORE_THAN_WAIT - refused.size());
    }

    @Test
    void what_comes_after_the_close_is_refused_and_not_written() {
        OpenLink link = link();
        CompletableFuture<Void> late;
        try (Handle held = holding(link)) {
            CompletableFuture<Void> first = log.write(use(link));
            CompletableFuture<Void> queued = log.write(use(link));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(log::close);
            late = refused(link);
            held.commit();
            closing.join();
            first.join();
            queued.join();
        }
        assertThatThrownBy(late::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(opened(link)).isEqualTo(entries());
    }

    /** The first that is written after the close has begun, while a use before it is still held. */
    private CompletableFuture<Void> refused(OpenLink link) {
        CompletableFuture<Void> late = log.write(use(link));
        while (!late.isDone()) {
            Thread.onSpinWait();
            late = log.write(use(link));
        }
        return late;
    }

    private Handle holding(OpenLink link) {
        Handle held = tables.jdbi().open();
        held.begin();
        held.execute("SELECT FROM link WHERE link_id = ? FOR UPDATE", link.linkId());
        return held;
    }

    private static Use use(OpenLink link) {
        return new Use(link, null, "203.0.113.7", "curl", null);
    }

    private OpenLink link() {
        UUID id = UUID.randomUUID();
        tables.jdbi().useTransaction(transaction -> {
            transaction.execute("""
                    INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id,
                        certificate_id, certificate_name, mode, message)
                    VALUES (?, 'T1', ?, 'U1', 'Anna', 'en', 1, 1, 'www.example.com', 'downloadlink', '')""", id, id.toString());
            transaction.execute(
                    "INSERT INTO delivery (delivery_id, send_id, position, recipient) VALUES (?, ?, 1, 'a@example.com')",
                    id,
                    id);
            transaction.execute(
                    "INSERT INTO link (link_id, delivery_id, token_sha256, expires_at) VALUES (?, ?, ?, now() + interval '1 day')",
                    id,
                    id,
                    Token.random().sha256());
        });
        Instant now = Instant.now();
        return new OpenLink(
                id,
                id,
                id,
                "T1",
                "U1",
                "Anna",
                Language.ENGLISH,
                1,
                1,
                "www.example.com",
                "a@example.com",
                "",
                now,
                now,
                null,
                0,
                null);
    }

    private long opened(OpenLink link) {
        return tables.number("SELECT opened FROM link WHERE link_id = '" + link.linkId() + "'");
    }

    private long entries() {
        return tables.number("SELECT count(*) FROM audit_entry WHERE action = 'link.opened'");
    }

    private final class News implements LinkNews {
        @Override
        public void changed(Handle transaction, Collection<UUID> sendIds) {
            throw new AssertionError("nobody changed any");
        }

        @Override
        public void revoked(Handle transaction, Collection<UUID> sendIds) {
            throw new AssertionError("nobody revoked any");
        }

        @Override
        public void used(Handle transaction, Collection<UUID> sendIds) {
            told.addAll(sendIds);
            if (commitIsLost) {
                transaction.afterCommit(() -> {
                    throw new IllegalStateException("the answer to the commit is lost");
                });
            }
        }
    }
}
