package dev.certsend.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String PROXIES = "10.0.0.0/8, 203.0.113.7, 2001:db8:f::/48";

    private static String client(String proxies, String peer, String... forwardedFor) {
        return TrustedProxies.parse(proxies).client(peer, List.of(forwardedFor)).getHostAddress();
    }

    @Test
    void a_forwarded_address_that_nobody_trusts_is_told_of_once_and_not_repeated() {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            TrustedProxies none = TrustedProxies.none();
            none.client("10.0.0.1", List.of());
            assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
            none.client("10.0.0.1", List.of("198.51.100.9"));
            none.client("10.0.0.2", List.of("198.51.100.8"));
            TrustedProxies.parse(PROXIES).client("198.51.100.7", List.of("198.51.100.8"));
        } finally {
            System.setOut(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("TRUSTED_PROXIES")
                .doesNotContain("198.51.100", "10.0.0");
    }

    @Test
    void without_proxies_the_peer_counts_whatever_it_says() {
        assertThat(TrustedProxies.none()
                        .client("10.0.0.1", List.of("198.51.100.9"))
                        .getHostAddress())
                .isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | X-Forwarded-For | client
                "10.1.2.3 | 198.51.100.9 | 198.51.100.9",
                "10.1.2.3 | 192.0.2.1, 198.51.100.9 | 198.51.100.9",
                "10.1.2.3 | 192.0.2.1 , 198.51.100.9,10.9.9.9,203.0.113.7 | 198.51.100.9",
                "2001:db8:f::1 | 2001:DB8::5 | 2001:db8:0:0:0:0:0:5",
                "[2001:db8:f::1] | [2001:db8::5]:4711 | 2001:db8:0:0:0:0:0:5",
                "10.1.2.3 | 198.51.100.9:4711 | 198.51.100.9",
                "10.1.2.3 | ::ffff:198.51.100.9 | 198.51.100.9",
                "10.1.2.3 | fe80::1%eth0 | fe80:0:0:0:0:0:0:1",
                // Nobody else is believed.
                "198.51.100.9 | 192.0.2.1 | 198.51.100.9",
                "11.0.0.1 | 192.0.2.1 | 11.0.0.1",
                // All of them proxies: the first.
                "10.1.2.3 | 10.3.3.3, 10.2.2.2 | 10.3.3.3",
            })
    void walks_from_the_right_to_the_first_that_is_no_proxy(String peer, String forwardedFor, String client) {
        assertThat(client(PROXIES, peer, forwardedFor)).isEqualTo(client);
    }

    @Test
    void several_lines_of_the_header_are_one() {
        assertThat(client(PROXIES, "10.1.2.3", "192.0.2.1", "198.51.100.9, 10.0.0.2"))
                .isEqualTo("198.51.100.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "_hidden",
                "198.51.100.9,",
                "198.51.100.9, evil.example.com",
                "evil.example.com",
                "localhost",
                "999.1.1.1",
                "1.2.3",
                "01.2.3.4",
                "1.2.3.4:",
                "1.2.3.4:99999999",
                "[::1",
                "::1]",
                ":::",
                "1::2::3",
                "::ffff:999.1.1.1",
                ".:1",
                "%",
                "%eth0",
                "<script>",
                "'; DROP TABLE link; --",
                "\u0000",
                "198.51.100.9\r\nX: y",
                "١.٢.٣.٤"
            })
    void what_is_no_address_is_not_taken_for_one(String forwardedFor) {
        assertThat(client(PROXIES, "10.1.2.3", forwardedFor)).isEqualTo("10.1.2.3");
    }

    @Test
    void a_very_long_header_is_no_trouble() {
        assertThat(client(PROXIES, "10.1.2.3", "1".repeat(100_000))).isEqualTo("10.1.2.3");
        assertThat(client(PROXIES, "10.1.2.3", ",".repeat(100_000))).isEqualTo("10.1.2.3");
        assertThat(client(PROXIES, "10.1.2.3", "10.0.0.1,".repeat(50_000) + "10.0.0.2"))
                .isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.1.1",
                "fd00::1",
                "fe80::1%eth0"
            })
    void private_means_every_address_of_ones_own(String peer) {
        assertThat(client("private", peer, "198.51.100.9")).isEqualTo("198.51.100.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.15.0.1", "172.32.0.1", "192.169.0.1", "11.0.0.1", "2001:db8::1", "8.8.8.8"})
    void private_means_no_other(String peer) {
        assertThat(client("private", peer, "198.51.100.9")).isNotEqualTo("198.51.100.9");
    }
}
