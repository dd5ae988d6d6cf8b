package dev.certsend.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened when we called the relay without a letter.
 *
 * @param steps what went well, in order, one sentence each
 * @param fault what did not; null if the relay is ready for letters
 */
public record RelayCheck(List<String> steps, @Nullable Outcome fault) {

    public RelayCheck {
        steps = List.copyOf(steps);
    }

    public boolean isReady() {
        return fault == null;
    }
}
