package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One HTTP answer, ready to be written. Content types bear no charset, as DigiCert's. */
final class Answer {

    static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Answer json(int status, JsonNode node) {
        try {
            return new Answer(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + node, e);
        }
    }

    /** The API's own form of an error. */
    static Answer error(int status, String code, String message) {
        var root = JSON.createObjectNode();
        root.putArray("errors").addObject().put("code", code).put("message", message);
        return json(status, root);
    }

    static Answer html(int status, String html) {
        return new Answer(
                status, Map.of("Content-Type", "text/html; charset=utf-8"), html.getBytes(StandardCharsets.UTF_8));
    }

    static Answer file(String contentType, String fileName, byte[] content) {
        String disposition = "attachment; filename=\"" + fileName + "\"";
        return new Answer(200, Map.of("Content-Type", contentType, "Content-Disposition", disposition), content);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** The first half of the body, and a length that agrees with it. */
    Answer cutInHalf() {
        return new Answer(status, headers, Arrays.copyOf(body, body.length / 2));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean isJson() {
        return "application/json".equals(headers.get("Content-Type"));
    }
}
