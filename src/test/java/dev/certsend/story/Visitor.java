package dev.certsend.story;

import dev.certsend.playground.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser and no account. */
record Visitor(String base) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("https?://\\S+/d/[A-Za-z0-9_-]+");

    static Visitor of(World world) {
        return new Visitor("http://localhost:" + world.variables().get("PORT"));
    }

    HttpResponse<String> asks(String method, String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.startsWith("http") ? address : base + address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    HttpResponse<String> opens(String address) {
        return asks("GET", address);
    }

    /** The download link in a letter's text. */
    static String linkIn(String text) {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in: " + text);
        }
        return link.group();
    }
}
