package dev.certsend.playground.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rights to open a modal: three seconds, one use. */
final class Triggers {

    private static final Duration LIFE = Duration.ofSeconds(3);

    /** @param viewId the modal it came from, if any */
    record Trigger(String personId, @Nullable String viewId, Instant issuedAt, boolean used) {}

    private final InstantSource clock;
    private final Map<String, Trigger> issued = new HashMap<>();

    Triggers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String issue(String personId, @Nullable String viewId) {
        String id = "%d.%d.%s".formatted(clock.millis(), issued.size(), Ids.hex());
        issued.put(id, new Trigger(personId, viewId, clock.instant(), false));
        return id;
    }

    synchronized Trigger redeem(String id) {
        Trigger trigger = issued.get(id);
        if (trigger == null) {
            throw new SlackError("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (clock.instant().isAfter(trigger.issuedAt().plus(LIFE))) {
            throw new SlackError("expired_trigger_id");
        }
        issued.put(id, new Trigger(trigger.personId(), trigger.viewId(), trigger.issuedAt(), true));
        return trigger;
    }
}
