package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({"2/s, 2, PT1S", "30/min, 30, PT1M", "999999/h, 999999, PT1H"})
    void reads_letters_per_span(String text, int letters, Duration span) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(letters, span));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "0/s", "-1/s", "1.5/s", "30 / min", "30/m", "30/d", "1000000/h", "/s"})
    void refuses_anything_else(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.parse(text))
                .withMessage("must be letters per s, min or h, such as 30/min");
    }

    @Test
    void refuses_a_rate_at_which_nothing_leaves() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, Duration.ZERO));
    }
}
