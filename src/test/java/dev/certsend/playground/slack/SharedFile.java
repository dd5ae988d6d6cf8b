package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A file that was brought to a conversation.
 *
 * @param title what it is called where it is shown
 * @param altText what a picture shows, for those who don't see it; empty where nothing was said
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SharedFile(String id, String name, String title, String altText, byte[] content) {

    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** By its first bytes, as Slack looks at them too. */
    boolean isPicture() {
        return content.length > 8 && content[0] == (byte) 0x89 && content[1] == 'P' && content[2] == 'N';
    }

    /** As the page shows it: without the bytes. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("name", name).put("title", title);
        return json.put("alt", altText).put("size", content.length).put("picture", isPicture());
    }
}
