package dev.certsend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What links can be asked to last and to give. */
class LinkTermsTest {

    @Test
    void a_link_lasts_from_a_day_to_ninety_and_gives_once_to_a_thousand_times_or_without_a_limit() {
        assertThat(new LinkTerms(1, 1).lifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(new LinkTerms(90, 1000).lifetime()).isEqualTo(Duration.ofDays(90));
        assertThat(new LinkTerms(14, null).mostDownloads()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "91, 1", "-1, 1", "14, 0", "14, 1001", "14, -1"})
    void nothing_else(int days, int downloads) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkTerms(days, downloads));
    }
}
