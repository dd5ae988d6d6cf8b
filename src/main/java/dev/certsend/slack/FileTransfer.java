package dev.certsend.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Brings a file to a person's direct messages: Slack names an address, gets the bytes there, and is then told that they are
 * all (https://docs.slack.dev/messaging/working-with-files). The second call of the last step fails, so none is repeated.
 */
final class FileTransfer {
    private static final String GET_URL = "files.getUploadURLExternal";
    private static final String UPLOAD = "file upload";

    private final WebApi api;
    private final URI apiUrl;

    FileTransfer(WebApi api, URI apiUrl) {
        this.api = api;
        this.apiUrl = apiUrl;
    }

    /** Sends it, and answers the id it has in Slack. */
    String send(String userId, FileToSend file) {
        long length = length(file);
        String channel = directMessages(userId);
        JsonObject place = api.call(GET_URL, described(file, length), WebApi.Patience.NOBODY_WAITS);
        String id = WebApi.text(place, "file_id");
        api.upload(UPLOAD, slacksOwn(WebApi.text(place, "upload_url")), file.content());
        JsonObject named = new JsonObject();
        named.addProperty("id", id);
        named.addProperty("title", file.name());
        JsonArray files = new JsonArray();
        files.add(named);
        api.call(
                "files.completeUploadExternal",
                Map.of("files", files.toString(), "channel_id", channel, "initial_comment", file.comment()),
                WebApi.Patience.NOBODY_WAITS);
        return id;
    }

    /** A file can't be sent to a user's id, as a message can, but to the conversation with them alone. */
    private String directMessages(String userId) {
        JsonObject answer = api.call("conversations.open", Map.of("users", userId), WebApi.Patience.NOBODY_WAITS);
        JsonElement channel = answer.get("channel");
        return channel == null || !channel.isJsonObject() ? "" : WebApi.text(channel.getAsJsonObject(), "id");
    }

    private static Map<String, String> described(FileToSend file, long length) {
        Map<String, String> arguments = new HashMap<>(Map.of("filename", file.name(), "length", Long.toString(length)));
        if (file.altText() != null) {
            arguments.put("alt_txt", Mrkdwn.cut(file.altText(), FileToSend.MOST_ALT_TEXT));
        }
        return arguments;
    }

    private static long length(FileToSend file) {
        try {
            return Files.size(file.content());
        } catch (IOException e) {
            throw SlackFault.unreadable(file.name(), e);
        }
    }

    /** Slack's own hosts by https alone; the one the settings name as the settings have it. */
    private HttpUrl slacksOwn(String uploadUrl) {
        HttpUrl url = HttpUrl.parse(uploadUrl);
        if (url == null) {
            throw SlackFault.answered(GET_URL, "invalid_url", "no address to upload to");
        }
        boolean slacks = url.isHttps() && url.host().endsWith(".slack.com");
        boolean named = url.uri().getAuthority().equals(apiUrl.getAuthority())
                && url.scheme().equals(apiUrl.getScheme());
        if (!slacks && !named) {
            throw SlackFault.answered(GET_URL, "invalid_url", "not an address of Slack's");
        }
        return url;
    }
}
