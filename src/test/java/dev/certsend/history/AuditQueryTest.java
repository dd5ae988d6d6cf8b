package dev.certsend.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import dev.certsend.audit.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void every_qualifier_is_read_beside_the_others() throws UnreadPiece {
        Question question = question(
                "order:1193139621 by:<@U0ANNA00001|anna> to:<mailto:bob@example.com|bob@example.com>"
                        + " action:mail.rejected,link mode:plaintext outcome:failed since:2026-01-01 until:2026-02 Anna");
        assertThat(question.orderId()).isEqualTo(1193139621L);
        assertThat(question.personId()).isEqualTo("U0ANNA00001");
        assertThat(question.recipient()).isEqualTo("bob@example.com");
        assertThat(question.domain()).isNull();
        assertThat(question.actions())
                .contains(Action.MAIL_REJECTED, Action.LINK_OPENED, Action.LINK_REVOKED)
                .doesNotContain(Action.MAIL_ACCEPTED);
        assertThat(question.mode()).isEqualTo("plaintext");
        assertThat(question.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(question.since()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(question.until()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(question.words()).containsExactly("Anna");
    }

    @Test
    void numbers_people_and_addresses_need_no_qualifier() throws UnreadPiece {
        Question question = question("1193139621 <@U0ANNA00001> bob@bücher.example");
        assertThat(question.orderId()).isEqualTo(1193139621L);
        assertThat(question.personId()).isEqualTo("U0ANNA00001");
        assertThat(question.recipient()).isEqualTo("bob@xn--bcher-kva.example");
    }

    @Test
    void a_domain_is_one_with_and_without_the_link_that_slack_makes_of_it() throws UnreadPiece {
        assertThat(question("to:example.com").domain()).isEqualTo("example.com");
        assertThat(question("to:<http://example.com|example.com>").domain()).isEqualTo("example.com");
        assertThat(question("to:bücher.example").domain()).isEqualTo("xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource({
        "since:2026-02-28, 2026-02-28T00:00:00Z",
        "since:2026-02, 2026-02-01T00:00:00Z",
        "since:30d, 2026-10-24T00:00:00Z",
        "SINCE:0D, 2026-11-23T00:00:00Z"
    })
    void days_begin_at_midnight(String typed, Instant since) throws UnreadPiece {
        assertThat(question(typed).since()).isEqualTo(since);
    }

    @Test
    void days_are_those_of_the_time_zone() throws UnreadPiece {
        Question question = AuditQuery.read("since:2026-01-01 until:2026-01-01")
                .question("T", null, TODAY, ZoneId.of("Europe/Paris"));
        assertThat(question.since()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(question.until()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order:abc",
                "order:9999999999999999999999",
                "order:٣",
                "by:nobody",
                "to:",
                "to:nobody",
                "action:",
                "action:mail.",
                "action:mail,",
                "action:everything",
                "mode:fax",
                "outcome:good",
                "since:tomorrow",
                "since:2026-13",
                "since:2026-02-30",
                "until:30",
                "from:x@y.example",
                "'",
                "%",
                "<!channel>",
                "&lt;!channel&gt;",
                "order:1 order:2",
                "1 2",
                "a b c d e f g h i j k",
                "x\u0000y"
            })
    void a_piece_that_is_nothing_is_named(String typed) {
        assertThatThrownBy(() -> AuditQuery.read(typed))
                .isInstanceOfSatisfying(
                        UnreadPiece.class, unread -> assertThat(unread.piece()).isNotEmpty());
    }

    @Test
    void nobody_types_more_than_a_control_can_carry() {
        assertThatThrownBy(() -> AuditQuery.read("x".repeat(AuditQuery.LONGEST + 1)))
                .isInstanceOf(UnreadPiece.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order:1 by:<@U0ANNA00001> to:bob@example.com action:mail mode:attachment outcome:done,failed since:30d"
                        + " until:2026-02-01 shop.example.com o'brien",
                "AT&amp;T",
                "100% a_b c\\d",
                "to:<http://example.com|example.com> éa日本"
            })
    void what_was_read_is_written_and_read_again(String typed) throws UnreadPiece {
        AuditQuery query = AuditQuery.read(typed);
        assertThat(AuditQuery.read(query.written())).isEqualTo(query);
    }

    @Property
    void whatever_can_be_read_can_be_written_and_read_again(@ForAll @StringLength(max = 60) String typed) {
        AuditQuery query;
        try {
            query = AuditQuery.read(typed);
        } catch (UnreadPiece e) {
            assertThat(e.piece()).isNotEmpty();
            return;
        }
        try {
            assertThat(AuditQuery.read(query.written())).isEqualTo(query);
        } catch (UnreadPiece e) {
            throw new AssertionError(query.written(), e);
        }
    }

    @Test
    void a_place_is_never_longer_than_a_button_can_carry() throws UnreadPiece {
        String longest = ("\\\\\"" + "\\".repeat(230) + "a").substring(0, 20) + "\\".repeat(200) + "a";
        Place place = Place.first(AuditQuery.read(longest));
        for (int i = 0; i < 200; i++) {
            place = place.older(new dev.certsend.audit.AuditSearch.Key(
                    Instant.parse("2999-12-31T23:59:59.999999Z"), Long.MAX_VALUE - i));
        }
        assertThat(place.written()).hasSizeLessThanOrEqualTo(2000);
        assertThat(Place.read(place.written())).isEqualTo(place);
    }

    @Test
    void words_are_cut_where_the_log_cuts_them() throws UnreadPiece {
        assertThat(question("shop.example.com o'brien").words())
                .isEqualTo(List.of("shop", "example", "com", "o", "brien"));
    }

    private static Question question(String typed) throws UnreadPiece {
        return AuditQuery.read(typed).question("T", null, TODAY, ZoneOffset.UTC);
    }
}
