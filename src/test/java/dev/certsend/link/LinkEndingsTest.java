package dev.certsend.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ends of links, seen in rounds of so many at most. */
class LinkEndingsTest {
    private static final String ENDED = "now() - interval '1 minute'";
    private static final String LIVE = "now() + interval '1 day'";

    private final List<UUID> told = new ArrayList<>();
    private final Tables tables = new Tables();
    private LinkEndings endings;

    @SuppressWarnings("NullAway.Init")
    LinkEndingsTest() {}

    @BeforeEach
    void start() {
        endings = new LinkEndings(tables.jdbi(), new LinkNews() {
            @Override
            public void changed(Handle transaction, Collection<UUID> sendIds) {
                assertThat(transaction.isInTransaction()).isTrue();
                told.addAll(sendIds);
            }

            @Override
            public void revoked(Handle transaction, Collection<UUID> sendIds) {
                throw new AssertionError("nobody revoked any");
            }

            @Override
            public void used(Handle transaction, Collection<UUID> sendIds) {
                throw new AssertionError("nobody used any");
            }
        });
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void each_end_is_told_once_and_a_send_once_a_round() {
        UUID ended = send(3, ENDED);
        UUID live = send(1, LIVE);
        UUID revoked = send(1, ENDED);
        tables.change(
                "UPDATE link SET revoked_at = now() WHERE delivery_id IN (SELECT delivery_id FROM delivery WHERE send_id = '"
                        + revoked + "')");
        endings.round();
        assertThat(told).containsExactly(ended).doesNotContain(live, revoked);
        endings.round();
        assertThat(told).hasSize(1);
    }

    @Test
    void a_link_that_was_extended_ends_once_more() {
        UUID send = send(1, ENDED);
        endings.round();
        tables.change("UPDATE link SET end_told_at = NULL");
        endings.round();
        assertThat(told).containsExactly(send, send);
    }

    @Test
    void more_than_a_round_takes_wait_for_the_next() {
        for (int i = 0; i < 2; i++) {
            send(LinkEndings.BATCH - 10, ENDED);
        }
        endings.round();
        assertThat(tables.number("SELECT count(*) FROM link WHERE end_told_at IS NULL"))
                .isEqualTo(LinkEndings.BATCH - 20);
        endings.round();
        assertThat(tables.number("SELECT count(*) FROM link WHERE end_told_at IS NULL"))
                .isZero();
    }

    private UUID send(int links, String expires) {
        UUID send = UUID.randomUUID();
        tables.change("""
                INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id, certificate_id,
                    certificate_name, mode, message)
                VALUES ('%1$s', 'T1', '%1$s', 'U1', 'Anna', 'en', 1, 1, 'www.example.com', 'downloadlink', '')""".formatted(send));
        tables.change("""
                INSERT INTO delivery (delivery_id, send_id, position, recipient)
                SELECT gen_random_uuid(), '%s', n, n || '@example.com' FROM generate_series(1, %d) n""".formatted(send, links));
        tables.change("""
                INSERT INTO link (link_id, delivery_id, token_sha256, expires_at)
                SELECT gen_random_uuid(), delivery_id, delivery_id::text::bytea, %s FROM delivery WHERE send_id = '%s'""".formatted(expires, send));
        return send;
    }
}
