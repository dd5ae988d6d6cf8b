package dev.certsend.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter or a part of one as its reader sees it: a small MIME parser of its own (RFC 2045, 2046, 2047), which shares no code with the writer. */
record ReadLetter(String head, String body) {

    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=", Pattern.CASE_INSENSITIVE);
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    static ReadLetter of(byte[] wire) {
        return of(new String(wire, StandardCharsets.US_ASCII));
    }

    private static ReadLetter of(String wire) {
        int end = wire.indexOf("\r\n\r\n");
        return new ReadLetter(wire.substring(0, end).replaceAll("\r\n([ \t])", "$1"), wire.substring(end + 4));
    }

    String header(String name) {
        List<String> found = head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " is there " + found.size() + " times");
        }
        return decoded(found.get(0).substring(name.length() + 1).strip());
    }

    /** The parts, from the outside in: mixed, alternative. */
    List<ReadLetter> parts() {
        Matcher boundary = BOUNDARY.matcher(header("Content-Type"));
        if (!boundary.find()) {
            throw new AssertionError("no boundary");
        }
        String[] pieces = ("\r\n" + body).split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
        if (!pieces[pieces.length - 1].equals("--\r\n")) {
            throw new AssertionError("the last boundary is not closed");
        }
        return Arrays.stream(pieces, 1, pieces.length - 1)
                .map(piece -> of(piece.substring(2)))
                .toList();
    }

    byte[] content() {
        return header("Content-Transfer-Encoding").equals("base64")
                ? Base64.getMimeDecoder().decode(body)
                : unquoted(body);
    }

    String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        Matcher words = ENCODED_WORD.matcher(value.replaceAll("\\?=\\s+=\\?", "?==?"));
        return words.replaceAll(word -> Matcher.quoteReplacement(
                new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8)));
    }

    private static byte[] unquoted(String quoted) {
        String joined = quoted.replaceAll("[ \t]+(?=\r\n)", "").replace("=\r\n", "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
