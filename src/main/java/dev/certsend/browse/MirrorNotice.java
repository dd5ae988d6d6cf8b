package dev.certsend.browse;

import dev.certsend.mirror.Freshness;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What people are told of the orders' age, wherever they choose among them: nothing while the mirror is fresh. */
public final class MirrorNotice implements Function<Words, Optional<String>> {
    private final Freshness freshness;

    public MirrorNotice(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public Optional<String> apply(Words words) {
        if (freshness.neverFilled()) {
            return Optional.of(words.say("freshness.filling"));
        }
        return freshness.staleness().map(age -> words.say("freshness.stale", Map.of("age", age(age, words))));
    }

    private static String age(Duration age, Words words) {
        if (age.toHours() < 1) {
            return words.say("freshness.minutes", Map.of("count", age.toMinutes()));
        }
        return age.toDays() < 2
                ? words.say("freshness.hours", Map.of("count", age.toHours()))
                : words.say("freshness.days", Map.of("count", age.toDays()));
    }
}
