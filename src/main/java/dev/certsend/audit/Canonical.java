package dev.certsend.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of one entry after the other: a JSON object by RFC 8785 all of whose values are strings. What does
 * not apply is left out. The first byte is not the object's, but the zero that makes a leaf of it (RFC 9162, section 2.1.1).
 * Fields are written in the order of {@link Field}.
 */
public final class Canonical {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHORT = "btn?fr".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = sha256();
    private byte[] bytes = new byte[1_024];
    private int length;
    private boolean first;
    private int at;

    /** Of this entry, at this moment. */
    static Canonical of(RecordedEntry entry, String at) {
        Canonical canonical = new Canonical();
        byte[] personal = entry.personal() != null
                ? entry.personal()
                : canonical.personal(
                        entry.salt(), entry.clientAddress(), entry.reason(), entry.recipient(), entry.userAgent());
        return canonical
                .begin()
                .put(Field.ACTION, entry.action())
                .put(Field.ACTOR, entry.actorId())
                .put(Field.ACTOR_NAME, entry.actorName())
                .put(Field.AT, at)
                .put(Field.CERTIFICATE, entry.certificateId())
                .put(Field.CERTIFICATE_NAME, entry.certificateName())
                .put(Field.CHANNEL, entry.channelId())
                .put(Field.DELIVERY, entry.deliveryId())
                .put(Field.MODE, entry.mode())
                .put(Field.ORDER, entry.orderId())
                .put(Field.OUTCOME, entry.outcome())
                .put(Field.PERSONAL, personal == null ? null : hex(personal))
                .put(Field.REFERENCE, entry.requestReference())
                .put(Field.REQUESTER, entry.requesterId())
                .put(Field.SEND, entry.sendId())
                .put(Field.TEAM, entry.teamId())
                .end();
    }

    /** Of what is personal in this entry, as far as it stands. */
    static Canonical ofPersonal(RecordedEntry entry) {
        return new Canonical().personal(entry.clientAddress(), entry.reason(), entry.recipient(), entry.userAgent());
    }

    /** A moment as entries have it: UTC, to the microsecond. */
    public static String time(Instant at) {
        return new String(timeBytes(at), StandardCharsets.US_ASCII);
    }

    /** The same, without what makes a formatter slow: verification needs millions. */
    public static byte[] timeBytes(Instant at) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);
        digits(text, 4, utc.getYear());
        digits(text, 7, utc.getMonthValue());
        digits(text, 10, utc.getDayOfMonth());
        digits(text, 13, utc.getHour());
        digits(text, 16, utc.getMinute());
        digits(text, 19, utc.getSecond());
        digits(text, 26, utc.getNano() / 1_000);
        return text;
    }

    private static void digits(byte[] text, int end, int number) {
        int at = end;
        for (int left = number; left > 0; left /= 10) {
            text[--at] += (byte) (left % 10);
        }
    }

    /** The digest of what is personal, as the entry has it; null where nothing is. */
    private byte @Nullable [] personal(
            byte @Nullable [] salt,
            @Nullable String clientAddress,
            @Nullable String reason,
            @Nullable String recipient,
            @Nullable String userAgent) {
        if (salt == null) {
            return null;
        }
        personal(clientAddress, reason, recipient, userAgent);
        return digest(salt, 0, salt.length);
    }

    private Canonical personal(
            @Nullable String clientAddress,
            @Nullable String reason,
            @Nullable String recipient,
            @Nullable String userAgent) {
        return begin().put(Field.CLIENT_ADDRESS, clientAddress)
                .put(Field.REASON, reason)
                .put(Field.RECIPIENT, recipient)
                .put(Field.USER_AGENT, userAgent)
                .end();
    }

    /** Begins the next object. */
    public Canonical begin() {
        bytes[0] = 0;
        bytes[1] = '{';
        length = 2;
        first = true;
        return this;
    }

    /** A field, if it applies. */
    Canonical put(Field field, @Nullable Object value) {
        if (value != null) {
            byte[] utf8 = value.toString().getBytes(StandardCharsets.UTF_8);
            put(field, utf8, 0, utf8.length);
        }
        return this;
    }

    /** A field, its value in UTF-8. */
    public void put(Field field, byte[] from, int offset, int count) {
        reserve(count * 6 + 64);
        if (!first) {
            bytes[length++] = ',';
        }
        first = false;
        byte[] opening = field.opening();
        System.arraycopy(opening, 0, bytes, length, opening.length);
        length += opening.length;
        if (field == Field.AT) {
            at = length;
        }
        int written = length;
        for (int i = offset; i < offset + count; i++) {
            byte each = from[i];
            if ((each >= 0 && each < ' ') || each == '"' || each == '\\') {
                written = escape(each, written);
            } else {
                bytes[written++] = each;
            }
        }
        bytes[written++] = '"';
        length = written;
    }

    /** RFC 8785, section 3.2.2.2. */
    private int escape(byte each, int to) {
        bytes[to] = '\\';
        if (each == '"' || each == '\\') {
            bytes[to + 1] = each;
            return to + 2;
        }
        if (each >= '\b' && each <= '\r' && each != 0x0b) {
            bytes[to + 1] = SHORT[each - '\b'];
            return to + 2;
        }
        bytes[to + 1] = 'u';
        bytes[to + 2] = '0';
        bytes[to + 3] = '0';
        bytes[to + 4] = HEX[each >> 4];
        bytes[to + 5] = HEX[each & 0xf];
        return to + 6;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public Canonical end() {
        reserve(1);
        bytes[length++] = '}';
        return this;
    }

    /** SHA-256(0x00 || bytes). */
    public byte[] leaf() {
        sha256.update(bytes, 0, length);
        return sha256.digest();
    }

    /** SHA-256(salt || bytes), the salt being a piece of some bytes. */
    public byte[] digest(byte[] salt, int offset, int count) {
        sha256.update(salt, offset, count);
        sha256.update(bytes, 1, length - 1);
        return sha256.digest();
    }

    /** The object, as text. */
    public String json() {
        return new String(bytes, 1, length - 1, StandardCharsets.UTF_8);
    }

    /** The leaf's bytes up to the value of {@code at}. */
    byte[] beforeAt() {
        return Arrays.copyOfRange(bytes, 0, at);
    }

    /** The leaf's bytes from the end of the value of {@code at} on, where that was written empty. */
    byte[] afterAt() {
        return Arrays.copyOfRange(bytes, at, length);
    }

    public static String hex(byte[] digest) {
        byte[] text = new byte[digest.length * 2];
        hex(digest, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Lower case, two for each byte. */
    public static void hex(byte[] digest, byte[] to) {
        for (int i = 0; i < digest.length; i++) {
            to[2 * i] = HEX[(digest[i] >> 4) & 0xf];
            to[2 * i + 1] = HEX[digest[i] & 0xf];
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
