package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {
    private long nanos;

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }

    @Test
    void so_many_at_once_and_then_at_a_pace() {
        Limit limit = new Limit(3, 2, () -> nanos);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isEqualTo(1);
        assertThat(limit.take("b")).isZero();
        pass(Duration.ofMillis(499));
        assertThat(limit.take("a")).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isEqualTo(1);
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void being_refused_does_not_make_the_wait_longer() {
        Limit limit = new Limit(1, 1, () -> nanos);
        limit.take("a");
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.take("a")).isPositive();
        }
        pass(Duration.ofSeconds(1));
        assertThat(limit.take("a")).isZero();
    }

    @Test
    void any_number_of_addresses_takes_no_more_than_so_much_memory() {
        Limit limit = new Limit(60, 1, () -> nanos);
        for (int i = 0; i < 200_000; i++) {
            limit.take(i);
        }
        assertThat(limit.remembered()).isBetween(1L, 20_000L);
    }

    @Test
    void whoever_was_quiet_for_long_is_forgotten() {
        Limit limit = new Limit(60, 1, () -> nanos);
        limit.take("a");
        pass(Duration.ofMinutes(2));
        assertThat(limit.remembered()).isZero();
    }

    @Test
    void the_addresses_of_one_household_count_as_one() {
        Limits limits = new Limits(() -> nanos);
        for (int i = 0; i < 60; i++) {
            assertThat(limits.miss(address("2001:db8:1:2::" + Integer.toHexString(i))))
                    .isZero();
        }
        assertThat(limits.miss(address("2001:db8:1:2:ffff:ffff:ffff:ffff"))).isPositive();
        assertThat(limits.miss(address("2001:db8:1:3::"))).isZero();
        assertThat(limits.miss(address("198.51.100.1"))).isZero();
    }

    @Test
    void a_flood_ends_at_a_thousand_and_a_hundred_each_second() {
        Limits limits = new Limits(() -> nanos);
        InetAddress client = address("198.51.100.1");
        for (int i = 0; i < 1000; i++) {
            assertThat(limits.request(client)).isZero();
        }
        assertThat(limits.request(client)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(limits.request(client)).isZero();
        }
        assertThat(limits.request(client)).isPositive();
    }
}
