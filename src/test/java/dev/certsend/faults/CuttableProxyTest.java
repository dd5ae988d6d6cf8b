package dev.certsend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network, before a server that says again what it is told. */
class CuttableProxyTest {
    private static final byte[] COMMITTED = "C\0\0\0\013COMMIT\0Z".getBytes(StandardCharsets.US_ASCII);
    private static final int MOMENT_MILLIS = 100;

    private ServerSocket echo;
    private CuttableProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Threads.start("echo", () -> {
            while (true) {
                Socket socket = echo.accept();
                Threads.start("echo-one", () -> socket.getInputStream().transferTo(socket.getOutputStream()));
            }
        });
        proxy = new CuttableProxy(echo.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        assertThat(echoed("hello")).isEqualTo("hello");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void cut_off_the_connection_is_reset_and_no_other_stands() throws IOException {
        proxy.set(CuttableProxy.Mode.CLOSED);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        proxy.set(CuttableProxy.Mode.PASS);
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        assertThat(echoed("again")).isEqualTo("again");
    }

    @Test
    void what_a_black_hole_or_a_half_open_network_swallowed_comes_when_it_is_whole_again() throws IOException {
        for (CuttableProxy.Mode mode : List.of(CuttableProxy.Mode.BLACK_HOLE, CuttableProxy.Mode.HALF_OPEN)) {
            proxy.set(mode);
            client.getOutputStream().write(mode.name().getBytes(StandardCharsets.US_ASCII));
            hearsNothing();
            proxy.set(CuttableProxy.Mode.PASS);
            assertThat(heard(mode.name().length())).isEqualTo(mode.name());
        }
    }

    @Test
    void without_word_of_commits_all_is_heard_up_to_the_first() throws IOException {
        proxy.set(CuttableProxy.Mode.NO_WORD_OF_COMMITS);
        assertThat(echoed("UPDATE 1")).isEqualTo("UPDATE 1");
        client.getOutputStream().write(COMMITTED);
        hearsNothing();
        client.getOutputStream().write('x');
        hearsNothing();
        proxy.set(CuttableProxy.Mode.PASS);
        assertThat(heard(COMMITTED.length + 1)).startsWith("C").endsWith("Zx");
    }

    private String echoed(String said) throws IOException {
        client.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        return heard(said.length());
    }

    private String heard(int length) throws IOException {
        client.setSoTimeout(10_000);
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private void hearsNothing() throws IOException {
        client.setSoTimeout(MOMENT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}
