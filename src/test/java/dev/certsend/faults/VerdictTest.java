package dev.certsend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each promise is seen to be broken where it is. */
class VerdictTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void a_letter_that_is_accepted_on_both_sides_is_well() {
        Verdict verdict =
                judge(story("accepted", 1, 0, lines("send.requested", "mail.attempted", "", "mail.accepted"), dot(2)));
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.auditComplete()).isTrue();
        assertThat(verdict.lost()).isZero();
    }

    @Test
    void a_copy_after_a_recorded_doubt_is_counted_and_well() {
        Verdict verdict = judge(story(
                "accepted",
                2,
                1,
                lines("send.requested", "mail.attempted", "", "mail.uncertain", "mail.attempted", "", "mail.accepted"),
                dot(2),
                dot(5)));
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.twice()).isEqualTo(1);
        assertThat(verdict.uncertain()).isEqualTo(1);
    }

    @Test
    void a_delivery_that_never_ended_is_lost() {
        breaks(story("sending", 1, 0, lines("send.requested", "mail.attempted")), "lost");
        assertThat(judge(story("queued", 0, 0, lines("send.requested"))).lost()).isEqualTo(1);
    }

    @Test
    void a_delivery_called_accepted_that_the_sink_never_took_is_lost() {
        Evidence.Story story =
                story("accepted", 1, 0, lines("send.requested", "mail.attempted", "", "mail.accepted"), refused(2));
        breaks(story, "lost");
        assertThat(judge(story).lost()).isEqualTo(1);
    }

    @Test
    void a_delivery_that_is_not_in_the_database_is_lost() {
        Verdict verdict = Verdict.of(new Evidence(List.of()), 1, Set.of("accepted"), 4, Duration.ZERO);
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.broken()).singleElement().asString().startsWith("lost");
    }

    @Test
    void a_refusal_that_no_fault_explains_is_lost() {
        breaks(
                story("rejected", 1, 0, lines("send.requested", "mail.attempted", "", "mail.rejected"), refused(2)),
                "lost");
    }

    @Test
    void a_letter_in_the_sink_that_is_called_refused_is_told_wrong() {
        Evidence evidence = new Evidence(List.of(
                story("rejected", 1, 0, lines("send.requested", "mail.attempted", "", "mail.rejected"), dot(2))));
        assertThat(Verdict.of(evidence, 1, Set.of("rejected"), 4, Duration.ZERO).broken())
                .singleElement()
                .asString()
                .startsWith("told wrong");
    }

    @Test
    void a_copy_without_a_recorded_doubt_is_a_broken_promise() {
        breaks(
                story(
                        "accepted",
                        2,
                        0,
                        lines("send.requested", "mail.attempted", "", "mail.attempted", "", "mail.accepted"),
                        dot(2),
                        dot(4)),
                "duplicates: a copy");
    }

    @Test
    void a_doubt_recorded_only_after_the_copy_left_is_a_broken_promise() {
        breaks(
                story(
                        "accepted",
                        2,
                        1,
                        lines(
                                "send.requested",
                                "mail.attempted",
                                "",
                                "mail.attempted",
                                "",
                                "mail.uncertain",
                                "mail.accepted"),
                        dot(2),
                        dot(4)),
                "duplicates: a copy");
    }

    @Test
    void copies_that_differ_are_a_broken_promise() {
        breaks(
                story(
                        "accepted",
                        2,
                        1,
                        lines(
                                "send.requested",
                                "mail.attempted",
                                "",
                                "mail.uncertain",
                                "mail.attempted",
                                "",
                                "mail.accepted"),
                        dot(2),
                        new Arrival(START.plusSeconds(5), true, "another")),
                "duplicates: the copies");
    }

    @Test
    void more_copies_and_doubts_than_letters_in_flight_are_a_broken_promise() {
        Evidence evidence = new Evidence(List.of(story(
                "accepted",
                2,
                1,
                lines("send.requested", "mail.attempted", "", "mail.uncertain", "mail.attempted", "", "mail.accepted"),
                dot(2),
                dot(5))));
        assertThat(Verdict.of(evidence, 1, Set.of("accepted"), 0, Duration.ZERO).broken())
                .containsExactly(
                        "duplicates: 1, with 0 letters in flight at most",
                        "uncertain: 1, with 0 letters in flight at most");
    }

    @Test
    void every_hole_in_the_audit_log_is_a_broken_promise() {
        breaks(story("accepted", 1, 0, lines("mail.attempted", "", "mail.accepted"), dot(1)), "audit");
        breaks(story("accepted", 1, 0, lines("send.requested", "", "mail.accepted"), dot(1)), "audit");
        breaks(
                story("accepted", 1, 0, lines("send.requested", "", "mail.attempted", "mail.accepted"), dot(1)),
                "audit");
        breaks(story("accepted", 1, 0, lines("send.requested", "mail.attempted"), dot(2)), "audit");
        breaks(
                story(
                        "accepted",
                        1,
                        0,
                        lines("send.requested", "mail.attempted", "", "mail.accepted", "mail.accepted"),
                        dot(2)),
                "audit");
        breaks(
                story(
                        "accepted",
                        1,
                        0,
                        lines("send.requested", "mail.attempted", "mail.attempted", "", "mail.accepted"),
                        dot(3)),
                "audit");
        breaks(
                story("accepted", 1, 1, lines("send.requested", "mail.attempted", "", "mail.accepted"), dot(2)),
                "audit");
    }

    @Test
    void more_than_a_minute_until_work_goes_on_is_a_broken_promise() {
        Evidence none = new Evidence(List.of());
        assertThat(Verdict.of(none, 0, Set.of(), 0, Duration.ofSeconds(60)).broken())
                .isEmpty();
        assertThat(Verdict.of(none, 0, Set.of(), 0, Duration.ofSeconds(61)).broken())
                .containsExactly("back to work after 61 s");
    }

    private static void breaks(Evidence.Story story, String promise) {
        assertThat(judge(story).broken()).isNotEmpty().allMatch(each -> each.startsWith(promise));
    }

    private static Verdict judge(Evidence.Story story) {
        return Verdict.of(new Evidence(List.of(story)), 1, Set.of("accepted"), 4, Duration.ZERO);
    }

    private static Evidence.Story story(
            String state, int attempt, int uncertain, List<Evidence.Line> lines, Arrival... arrivals) {
        return new Evidence.Story(new UUID(0, 1), state, attempt, uncertain, lines, List.of(arrivals));
    }

    /** One a second; an empty one lets the second pass. */
    private static List<Evidence.Line> lines(String... actions) {
        List<Evidence.Line> lines = new ArrayList<>();
        for (int i = 0; i < actions.length; i++) {
            if (!actions[i].isEmpty()) {
                lines.add(new Evidence.Line(actions[i], START.plusSeconds(i)));
            }
        }
        return lines;
    }

    private static Arrival dot(int second) {
        return new Arrival(START.plusSeconds(second), true, "bytes");
    }

    private static Arrival refused(int second) {
        return new Arrival(START.plusSeconds(second), false, "bytes");
    }
}
