package dev.certsend.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which links are asked for.
 *
 * @param requesterId who sent them; null for everybody in the workspace
 * @param words each part of the certificate's name, the recipient's address or the order number
 */
public record LinkQuestion(String teamId, @Nullable String requesterId, List<String> words) {
    public LinkQuestion {
        words = List.copyOf(words);
    }
}
