package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a letter is tried again. */
class RetryPolicyTest {
    private static final RetryPolicy USUAL = new RetryPolicy(
            List.of(minutes(1), minutes(5), minutes(15), minutes(30), minutes(60)), Duration.ofDays(2), false);

    @Test
    void the_pauses_are_climbed_one_by_one_and_the_last_stands_for_all_that_follow() {
        assertThat(IntStream.range(0, 7).mapToObj(USUAL::after).map(Optional::orElseThrow))
                .containsExactly(
                        minutes(1), minutes(5), minutes(15), minutes(30), minutes(60), minutes(60), minutes(60));
    }

    @Test
    void all_pauses_together_are_no_longer_than_letters_are_tried_for() {
        Duration sum = Duration.ZERO;
        int pauses = 0;
        for (Optional<Duration> next = USUAL.after(0); next.isPresent(); next = USUAL.after(++pauses)) {
            sum = sum.plus(next.get());
        }
        assertThat(sum).isBetween(Duration.ofHours(47), Duration.ofHours(48));
        assertThat(USUAL.after(pauses + 1)).isEmpty();
    }

    @Test
    void a_ladder_that_could_never_be_climbed_is_refused() {
        assertThatThrownBy(() -> new RetryPolicy(List.of(), Duration.ofHours(1), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(List.of(Duration.ZERO), Duration.ofHours(1), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(List.of(minutes(61)), Duration.ofHours(1), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "450 4.7.1 Greylisted, 60",
        "450 4.7.1 Greylisted for 300 seconds, 300",
        "451 try again in 5 minutes, 300",
        "451 4.7.500 retry in 20s, 60",
        "451 come back in 99999 minutes, 3600",
        "450 4.2.0 see https://example.net/7m2, 60",
        "450 more than 30 messages, 60",
    })
    void who_asks_for_more_time_than_the_ladder_gives_gets_it(String said, long seconds) {
        assertThat(RetryHint.longer(minutes(1), said)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }
}
