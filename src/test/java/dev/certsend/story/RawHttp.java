package dev.certsend.story;

import dev.certsend.playground.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes to the program and bytes back: what no HTTP client would let one say. */
record RawHttp(int port) {
    private static final int TIMEOUT_MILLIS = 5_000;

    static RawHttp of(World world) {
        return new RawHttp(Integer.parseInt(world.variables().get("PORT")));
    }

    /** The answers, one after the other, as they came until the connection was closed. */
    record Answers(String text) {
        /** The first line's number. */
        int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : -1;
        }

        /** All that comes after the first empty line. */
        String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }

        /** The first answer's headers, names in lower case, without the date. */
        Map<String, String> headers() {
            Map<String, String> headers = new TreeMap<>();
            String head = text.contains("\r\n\r\n") ? text.substring(0, text.indexOf("\r\n\r\n")) : text;
            for (String line : head.split("\r\n", -1)) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    headers.put(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT), line.substring(colon + 2));
                }
            }
            headers.remove("date");
            return headers;
        }

        /** The status of each answer. */
        List<Integer> statuses() {
            List<Integer> statuses = new ArrayList<>();
            for (String part : text.split("(?=HTTP/1\\.[01] [0-9]{3} )", -1)) {
                if (part.startsWith("HTTP/1.")) {
                    statuses.add(Integer.parseInt(part.substring(9, 12)));
                }
            }
            return statuses;
        }
    }

    /** One request, asked from an address that nobody else asks from. */
    Answers asks(String method, String target, String... headers) {
        List<String> all = new ArrayList<>(List.of("X-Forwarded-For: " + Addresses.next()));
        all.addAll(List.of(headers));
        return asksFromHere(method, target, all.toArray(String[]::new));
    }

    /** The same from the address that a browser on this computer asks from. */
    Answers asksFromHere(String method, String target, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return says(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "Connection: close\r\n\r\n");
    }

    /** Any bytes, as ISO 8859-1. */
    Answers says(String bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new Answers(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new AssertionError("no connection", e);
        }
    }

    /** A server that has refused the first half of a request may cut the second off. */
    private static String read(InputStream in) {
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                read.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            read.append("(and no end)");
        } catch (IOException e) {
            return read.toString();
        }
        return read.toString();
    }
}
