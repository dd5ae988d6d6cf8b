package dev.certsend.story;

import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.LocalOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Somebody who got a letter with a link, and asks for what the page names. */
record Recipient(String base) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINKED = Pattern.compile("href=\"(/d/[^\"]+)\"");
    private static final Pattern PRESSED = Pattern.compile("<form method=\"post\" action=\"(/d/[^\"]+)\">");

    static Recipient of(World world) {
        return new Recipient("http://localhost:" + world.variables().get("PORT"));
    }

    /** A link that was just sent to the address. */
    static String linkTo(Stage stage, String address, LocalOrder order) {
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, order, address, "downloadlink"));
        String link = Visitor.linkIn(stage.mailTo(address).parsed().text().orElseThrow());
        stage.actions(address, "mail.accepted");
        return link;
    }

    /** One that was given so many downloads. */
    static String countedLinkTo(Stage stage, String address, int most) {
        return countedLinkTo(stage, address, stage.freshOrder(), most);
    }

    static String countedLinkTo(Stage stage, String address, LocalOrder order, int most) {
        String link = linkTo(stage, address, order);
        stage.records()
                .change(
                        "UPDATE send SET most_downloads = ? WHERE send_id = (SELECT send_id FROM delivery WHERE recipient = ?)",
                        most,
                        address);
        return link;
    }

    HttpResponse<byte[]> asks(String method, String address, String... headers) {
        try {
            return HTTP.send(request(method, address, headers), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The status of the answer, without waiting for it. */
    CompletableFuture<Integer> presses(String address) {
        return HTTP.sendAsync(request("POST", address), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    String reads(String link, String... headers) {
        return text(asks("GET", link, headers));
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The files that the page links to. */
    static List<String> linked(String page) {
        return found(LINKED, page);
    }

    /** The files that the page has buttons for. */
    static List<String> pressed(String page) {
        return found(PRESSED, page);
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }

    private HttpRequest request(String method, String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.startsWith("http") ? address : base + address))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
