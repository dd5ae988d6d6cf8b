package dev.certsend.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of the server. */
class WebServerTest {

    @Test
    void a_request_under_way_gets_its_answer_while_the_server_closes() {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> work = new CompletableFuture<>();
        WebServer server = new WebServer(routes -> routes.get("/slow", request -> {
            request.result("done");
            Arrival.answerAfter(request, () -> {
                arrived.complete(null);
                return work;
            });
        }));
        int port = server.start(0);
        HttpRequest slow = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/slow"))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(slow, HttpResponse.BodyHandlers.ofString());
        arrived.join();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        await().until(() -> refusesConnections(port));
        work.complete(null);
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).isEqualTo("done");
        closing.join();
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
