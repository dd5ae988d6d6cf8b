package dev.certsend.playground.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** SMTP spoken byte by byte, for tests that no client library may tidy up. */
final class Dialogue implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader replies;
    private final OutputStream out;

    Dialogue(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5_000);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /** The greeting, MAIL, RCPT and DATA, up to where the mail itself begins. */
    static Dialogue upToData(int port) throws IOException {
        Dialogue dialogue = new Dialogue(port);
        dialogue.reply();
        for (String line : new String[] {"HELO test", "MAIL FROM:<bot@example.com>", "RCPT TO:<a@b.example>", "DATA"}) {
            dialogue.say(line);
        }
        return dialogue;
    }

    /** Sends a line and reads the last line of the reply. */
    @Nullable
    String say(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The last line of the next reply; null if the server closed the connection. */
    @Nullable
    String reply() throws IOException {
        String line = replies.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = replies.readLine();
        }
        return line;
    }

    void patience(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
