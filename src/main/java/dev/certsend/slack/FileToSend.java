package dev.certsend.slack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file for somebody's direct messages.
 *
 * @param content where its bytes are; they are read while they are sent
 * @param name what it is called there, with its extension
 * @param altText what a picture shows, for those who don't see it; 1,000 characters at most. Null where it is no picture
 * @param comment the words of the message that brings it
 */
public record FileToSend(
        Path content, String name, @Nullable String altText, String comment) {
    /** {@code alt_txt_too_large} tells it (https://docs.slack.dev/reference/methods/files.getUploadURLExternal). */
    public static final int MOST_ALT_TEXT = 1000;
}
