package dev.certsend.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import java.util.Optional;
import java.util.UUID;

/** What a press of a button says. It comes from the client. */
public final class Pressed {
    private Pressed() {}

    /** The id that the button's value is; empty where it is none. */
    public static Optional<UUID> id(BlockActionPayload pressed) {
        String value = pressed.getActions().get(0).getValue();
        try {
            return value == null ? Optional.empty() : Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
