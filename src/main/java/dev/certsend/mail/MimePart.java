package dev.certsend.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a part of one, by whoever wrote to us; never faulty, only less readable. Cut up by hand: the library makes objects of
 * every header and every part there is, and ten megabytes can hold millions.
 */
final class MimePart {

    /** Of a head; what comes after it is not read. */
    private static final int MOST_IN_HEAD = 64 * 1024;

    private final byte[] message;
    private final int bodyFrom;
    private final int to;
    private final InternetHeaders head;

    private MimePart(byte[] message, int from, int to) {
        this.message = message;
        this.to = to;
        int next = from;
        int lineEnd;
        do {
            lineEnd = lineEnd(message, next, to);
            boolean blank = isBlank(message, next, lineEnd);
            next = lineEnd;
            if (blank) {
                break;
            }
        } while (next < to);
        this.bodyFrom = next;
        this.head = headers(new ByteArrayInputStream(message, from, Math.min(next - from, MOST_IN_HEAD)));
    }

    static MimePart of(byte[] message) {
        return new MimePart(message, 0, message.length);
    }

    /** One block of fields up to its blank line; in UTF-8, as RFC 6533 has it. */
    static InternetHeaders headers(InputStream block) {
        try {
            return new InternetHeaders(block, true);
        } catch (MessagingException fault) {
            return new InternetHeaders();
        }
    }

    /** The field of this name, its encoded words read; empty if there is none. */
    static String field(InternetHeaders fields, String name) {
        String value = fields.getHeader(name, null);
        if (value == null) {
            return "";
        }
        String line = MimeUtility.unfold(value).strip();
        try {
            return MimeUtility.decodeText(line);
        } catch (UnsupportedEncodingException unknown) {
            return line;
        }
    }

    String field(String name) {
        return field(head, name);
    }

    boolean has(String name) {
        return head.getHeader(name) != null;
    }

    /** All fields of this name, as they are. */
    List<String> fields(String name) {
        String[] values = head.getHeader(name);
        return values == null ? List.of() : Arrays.asList(values);
    }

    /** {@code multipart/report}, in lower case; {@code text/plain} where nothing readable is said. */
    String type() {
        ContentType type = contentType();
        return type == null ? "text/plain" : type.getBaseType().toLowerCase(Locale.ROOT);
    }

    /** A parameter of its type; empty if there is none. */
    String parameter(String name) {
        ContentType type = contentType();
        String value = type == null ? null : type.getParameter(name);
        return value == null ? "" : value;
    }

    private @Nullable ContentType contentType() {
        try {
            String[] typed = head.getHeader("Content-Type");
            return typed == null ? null : new ContentType(typed[0]);
        } catch (MessagingException unreadable) {
            return null;
        }
    }

    /** The parts of a multipart, so many at most; none of anything else. A last part without its end reaches to the end of all. */
    List<MimePart> parts(int most) {
        String boundary = parameter("boundary");
        if (!type().startsWith("multipart/") || boundary.isEmpty()) {
            return List.of();
        }
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<MimePart> parts = new ArrayList<>();
        int partFrom = -1;
        for (int line = bodyFrom; line < to && parts.size() < most; ) {
            int next = lineEnd(message, line, to);
            if (startsWith(line, next, delimiter)) {
                if (partFrom >= 0) {
                    parts.add(new MimePart(message, partFrom, line));
                }
                partFrom = next;
                if (startsWith(line + delimiter.length, next, new byte[] {'-', '-'})) {
                    return parts;
                }
            }
            line = next;
        }
        if (partFrom >= 0 && parts.size() < most) {
            parts.add(new MimePart(message, partFrom, to));
        }
        return parts;
    }

    /** What it holds, decoded, so many bytes at most. */
    byte[] content(int most) {
        InputStream raw = new ByteArrayInputStream(message, bodyFrom, to - bodyFrom);
        String encoding = field("Content-Transfer-Encoding");
        try (InputStream decoded = MimeUtility.decode(raw, encoding.isEmpty() ? "7bit" : encoding)) {
            return decoded.readNBytes(most);
        } catch (MessagingException | IOException unreadable) {
            return Arrays.copyOfRange(message, bodyFrom, Math.min(to, bodyFrom + most));
        }
    }

    /** What it holds as text, in its own charset where we have that, of so many bytes at most. */
    String text(int most) {
        return new String(content(most), charset(parameter("charset")));
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private boolean startsWith(int from, int until, byte[] with) {
        return until - from >= with.length && Arrays.equals(message, from, from + with.length, with, 0, with.length);
    }

    /** Where the next line begins. */
    private static int lineEnd(byte[] message, int from, int to) {
        int at = from;
        while (at < to && message[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, to);
    }

    private static boolean isBlank(byte[] message, int from, int until) {
        for (int at = from; at < until; at++) {
            if (message[at] != '\r' && message[at] != '\n') {
                return false;
            }
        }
        return true;
    }
}
