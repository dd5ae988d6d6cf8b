package dev.certsend.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a head of HTTP/1.1. */
final class HttpLines {
    private HttpLines() {}

    /** The next line without its end. */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        int read = in.read();
        while (read != '\n') {
            if (read < 0) {
                throw new EOFException("the connection ended");
            }
            if (read != '\r') {
                line.append((char) read);
            }
            read = in.read();
        }
        return line.toString();
    }
}
