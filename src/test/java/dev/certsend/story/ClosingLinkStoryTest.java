package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A link that is revoked while somebody uses it: what comes after the revocation is neither given nor written down. */
@ExtendWith(Story.class)
class ClosingLinkStoryTest {
    private final Stage stage;
    private final RawHttp http;

    ClosingLinkStoryTest(Stage stage) {
        this.stage = stage;
        this.http = RawHttp.of(stage.world());
    }

    @Test
    void a_use_that_waits_for_the_revocation_is_answered_as_where_no_link_is() {
        String link = Recipient.linkTo(stage, "closing@closing.example", stage.freshOrder());
        String page = link.substring(link.indexOf("/d/"));
        String file = Recipient.linked(Recipient.of(stage.world()).reads(link)).get(0);
        List<String> before = stage.records().actions("closing@closing.example");
        for (String asked : List.of(page, file)) {
            RawHttp.Answers miss = http.asks("GET", "/d/" + "A".repeat(43) + "/x.pem");
            RawHttp.Answers late = duringRevocation("closing@closing.example", asked);
            assertThat(late.status()).as(late.text()).isEqualTo(404);
            assertThat(late.headers()).isEqualTo(miss.headers());
            assertThat(late.body()).isEqualTo(miss.body());
            stage.records().change("UPDATE link SET revoked_at = NULL WHERE revoked_by = 'closing'");
        }
        assertThat(stage.records().actions("closing@closing.example")).isEqualTo(before);
    }

    /** Asks once the link is being revoked, and lets the revocation end once the use waits for it. */
    private RawHttp.Answers duringRevocation(String address, String asked) {
        try (Handle revocation = stage.records().jdbi().open()) {
            revocation.begin();
            revocation.execute("""
                    UPDATE link SET revoked_at = now(), revoked_by = 'closing' WHERE delivery_id =
                        (SELECT delivery_id FROM delivery WHERE recipient = ?)""", address);
            CompletableFuture<RawHttp.Answers> answer = CompletableFuture.supplyAsync(() -> http.asks("GET", asked));
            await().until(() -> stage.records().number("""
                            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                                AND wait_event_type = 'Lock' AND query LIKE 'UPDATE link SET opened%'""") > 0);
            revocation.commit();
            return answer.join();
        }
    }
}
