package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * files.getUploadURLExternal, the address it gives, files.completeUploadExternal: three steps, each of which can be done
 * once and in this order only.
 */
final class FileApi {

    private static final int MOST_ALT_TEXT = 1000;
    private static final String CHANNEL = "^[CGDZ][A-Z0-9]{8,}$";

    /** A file on its way; its content is null until it was posted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Upload(String id, String name, int length, String altText, byte @Nullable [] content) {
        Upload with(byte[] bytes) {
            return new Upload(id, name, length, altText, bytes);
        }

        SharedFile shared(String title) {
            byte[] bytes = content;
            if (bytes == null) {
                throw new SlackError("file_not_found");
            }
            return new SharedFile(id, name, title.isEmpty() ? name : title, altText, bytes);
        }
    }

    private final Workspace workspace;
    private final Faults faults;
    private final Supplier<String> base;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, SharedFile> shared = new ConcurrentHashMap<>();

    /** @param base where this Slack listens */
    FileApi(Workspace workspace, Faults faults, Supplier<String> base) {
        this.workspace = workspace;
        this.faults = faults;
        this.base = base;
    }

    void routes(RoutesConfig routes) {
        routes.post("/upload/v1/{key}", this::take);
        routes.get("/files/{id}/{name}", this::give);
    }

    ObjectNode begin(Arguments arguments) {
        String name = arguments.required("filename");
        String length = arguments.required("length");
        if (!length.matches("[1-9][0-9]{0,9}")) {
            throw new SlackError("invalid_arguments", List.of("[ERROR] must be an integer [json-pointer:/length]"));
        }
        if (arguments.text("alt_txt").length() > MOST_ALT_TEXT) {
            throw new SlackError("alt_txt_too_large");
        }
        String id = Ids.next("F");
        String key = Ids.hex();
        uploads.put(id, new Upload(id, name, Integer.parseInt(length), arguments.text("alt_txt"), null));
        keys.put(key, id);
        String address = faults.uploadAddress().orElse(base.get() + "upload/v1/" + key);
        return Json.object().put("ok", true).put("upload_url", address).put("file_id", id);
    }

    /** The bytes, by the address that was given for them alone: without a token. */
    private void take(Context request) throws IOException {
        String key = request.pathParam("key");
        Optional<Integer> fault = faults.uploadStatus();
        if (fault.isPresent()) {
            request.status(fault.get()).result("upload failed");
            return;
        }
        if (request.header("Authorization") != null) {
            request.status(400).result("nobody asked for a token here");
            return;
        }
        String id = keys.remove(key);
        Upload upload = id == null ? null : uploads.get(id);
        if (upload == null) {
            request.status(404).result("no such upload");
            return;
        }
        byte[] content = request.bodyInputStream().readAllBytes();
        if (content.length != upload.length()) {
            request.status(400).result("not " + upload.length() + " bytes");
            return;
        }
        uploads.put(upload.id(), upload.with(content));
        request.result("OK - " + content.length);
    }

    ObjectNode complete(Arguments arguments) {
        ArrayNode files = arguments.array("files");
        if (files.isEmpty()) {
            throw SlackError.missing("files");
        }
        String channel = arguments.text("channel_id");
        if (!channel.isEmpty() && !channel.matches(CHANNEL)) {
            throw new SlackError(
                    "invalid_arguments",
                    List.of("[ERROR] input must match regex pattern: " + CHANNEL + " [json-pointer:/channel_id]"));
        }
        Conversation where = channel.isEmpty() ? null : visible(channel);
        List<SharedFile> done = new ArrayList<>();
        for (JsonNode file : files) {
            Upload upload = uploads.get(Json.text(file, "id"));
            if (upload == null) {
                throw new SlackError("file_not_found");
            }
            done.add(upload.shared(Json.text(file, "title")));
        }
        ObjectNode answer = Json.object().put("ok", true);
        ArrayNode told = answer.putArray("files");
        for (SharedFile file : done) {
            uploads.remove(file.id());
            shared.put(file.id(), file);
            told.addObject().put("id", file.id()).put("title", file.title());
        }
        if (where != null) {
            workspace.post(
                    where,
                    Draft.fromApp(arguments.text("initial_comment"), Json.array())
                            .with(done));
        }
        return answer;
    }

    private Conversation visible(String channel) {
        Conversation where = workspace
                .conversation(channel)
                .filter(c -> c.kind() == Conversation.Kind.PUBLIC || c.has(Workspace.APP_USER))
                .orElseThrow(() -> new SlackError("channel_not_found"));
        if (!where.has(Workspace.APP_USER)) {
            throw new SlackError("not_in_channel");
        }
        return where;
    }

    /** For the page: a picture to look at, anything else to keep. */
    private void give(Context request) {
        SharedFile file = shared.get(request.pathParam("id"));
        if (file == null) {
            request.status(404);
            return;
        }
        request.header("X-Content-Type-Options", "nosniff");
        if (file.isPicture()) {
            request.contentType("image/png");
        } else {
            request.contentType("application/octet-stream").header("Content-Disposition", "attachment");
        }
        request.result(file.content());
    }
}
