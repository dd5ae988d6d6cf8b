package dev.certsend.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void begins_with_a_second_and_doubles() {
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.after(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.after(5)).isEqualTo(Duration.ofSeconds(16));
    }

    @Property
    void never_shrinks_and_never_grows_past_ten_minutes(@ForAll @IntRange(min = 0) int faults) {
        Duration pause = Backoff.after(faults);
        assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10));
        if (faults < Integer.MAX_VALUE) {
            assertThat(Backoff.after(faults + 1)).isGreaterThanOrEqualTo(pause);
        }
    }
}
