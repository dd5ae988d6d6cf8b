package dev.certsend;

import dev.certsend.delivery.DeliverySettings;
import dev.certsend.delivery.Rate;
import dev.certsend.delivery.RetryPolicy;
import dev.certsend.delivery.Via;
import dev.certsend.link.LinkTerms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be set about sending, read from the environment. */
final class DeliveryConfig {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,6})d");

    private DeliveryConfig() {}

    static @Nullable DeliverySettings read(Environment environment) {
        Integer linkDays = environment.optional("LINK_LIFETIME", "14d", DeliveryConfig::linkDays);
        Via via = environment.optional("SEND_VIA", "smtp", Via::of);
        Boolean note = environment.optional("CERTCENTRAL_NOTE", "off", DeliveryConfig::onOrOff);
        Rate rate = environment.optional("SMTP_RATE", null, Rate::parse);
        Duration delay = environment.optional("SEND_DELAY", "10s", DeliveryConfig::delay);
        RetryPolicy retries = retries(environment);
        return linkDays == null || via == null || note == null || delay == null || retries == null
                ? null
                : new DeliverySettings(linkDays, via, note, rate, delay, retries);
    }

    private static @Nullable RetryPolicy retries(Environment environment) {
        Boolean ask = environment.optional("UNCERTAIN", "retry", DeliveryConfig::askOrRetry);
        List<Duration> ladder = environment.optional("RETRY_AFTER", "1m,5m,15m,30m,1h", DeliveryConfig::spans);
        Duration lasting = environment.optional("RETRY_FOR", "48h", Config::span);
        if (ask == null || ladder == null || lasting == null) {
            return null;
        }
        if (ladder.get(0).compareTo(lasting) > 0) {
            environment.refuse("RETRY_FOR must not be shorter than the first pause of RETRY_AFTER");
            return null;
        }
        return new RetryPolicy(ladder, lasting, ask);
    }

    private static boolean askOrRetry(String text) {
        if (!text.equals("ask") && !text.equals("retry")) {
            throw new IllegalArgumentException("must be retry or ask");
        }
        return text.equals("ask");
    }

    private static List<Duration> spans(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Config::span)
                .toList();
    }

    private static Duration delay(String text) {
        if (text.equals("0s")) {
            return Duration.ZERO;
        }
        Duration delay = Config.span(text);
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("must be 10m at most");
        }
        return delay;
    }

    private static boolean onOrOff(String text) {
        if (!text.equals("on") && !text.equals("off")) {
            throw new IllegalArgumentException("must be on or off");
        }
        return text.equals("on");
    }

    private static int linkDays(String text) {
        Matcher days = DAYS.matcher(text);
        int count = days.matches() ? Integer.parseInt(days.group(1)) : 0;
        if (count < 1 || count > LinkTerms.MOST_DAYS) {
            throw new IllegalArgumentException("must be whole days from 1d to " + LinkTerms.MOST_DAYS + "d");
        }
        return count;
    }
}
