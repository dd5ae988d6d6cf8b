package dev.certsend.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example of https://docs.slack.dev/authentication/verifying-requests-from-slack. */
class SlackSignatureTest {
    private static final long SENT = 1531420618;
    private static final String SIGNED = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final byte[] BODY =
            ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
                            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
                            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
                    .getBytes(StandardCharsets.UTF_8);

    private static SlackSignature at(long second) {
        return new SlackSignature(
                new Secret("8f742231b10e8888abcd99yyyzzz85a5"), InstantSource.fixed(Instant.ofEpochSecond(second)));
    }

    @Test
    void knows_slacks_own_example() {
        assertThat(at(SENT).isSlacks(BODY, Long.toString(SENT), SIGNED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void takes_five_minutes_either_way(long skew) {
        assertThat(at(SENT + skew).isSlacks(BODY, Long.toString(SENT), SIGNED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void refuses_what_is_older_or_from_the_future(long skew) {
        assertThat(at(SENT + skew).isSlacks(BODY, Long.toString(SENT), SIGNED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v0=", "v0=00", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", "é"})
    void refuses_any_other_signature(String signature) {
        assertThat(at(SENT).isSlacks(BODY, Long.toString(SENT), signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1531420618.5", "-1531420618", "99999999999999999999"})
    void refuses_a_time_stamp_that_is_none(String timestamp) {
        assertThat(at(SENT).isSlacks(BODY, timestamp, SIGNED)).isFalse();
    }

    @Test
    void refuses_missing_headers_and_a_changed_body() {
        assertThat(at(SENT).isSlacks(BODY, null, SIGNED)).isFalse();
        assertThat(at(SENT).isSlacks(BODY, Long.toString(SENT), null)).isFalse();
        assertThat(at(SENT).isSlacks("token=other".getBytes(StandardCharsets.UTF_8), Long.toString(SENT), SIGNED))
                .isFalse();
    }
}
