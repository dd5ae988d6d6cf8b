package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertCentralSettingsTest {

    private static final URI URL = URI.create("https://www.digicert.com/services/v2");
    private static final Secret KEY = new Secret("key-1234");

    @Test
    void drops_a_final_slash() {
        assertThat(new CertCentralSettings(URI.create(URL + "/"), KEY, Duration.ofSeconds(1)).url())
                .isEqualTo(URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.digicert.com",
                "/services/v2",
                "ftp://a.example",
                "https:///v2",
                "https://me@a.example",
                "https://a.example/?a=b",
                "https://a.example/#a"
            })
    void refuses_what_is_no_api_root(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CertCentralSettings(URI.create(url), KEY, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-1234\n", "key 1234", "schlüssel-1234"})
    void refuses_a_key_that_no_header_can_carry_and_does_not_quote_it(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CertCentralSettings(URL, new Secret(key), Duration.ofSeconds(1)))
                .withMessageNotContaining("1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refuses_to_wait_for_no_time(Duration timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CertCentralSettings(URL, KEY, timeout));
    }

    @Test
    void prints_no_key() {
        assertThat(new CertCentralSettings(URL, KEY, Duration.ofSeconds(1)).toString())
                .doesNotContain("1234");
    }
}
