package dev.certsend.mail;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A file that travels with a letter.
 *
 * @param fileName letters, digits, dot, hyphen and underscore, at most 60: short and plain enough that no mail program needs RFC 2231
 * @param contentType {@code type/subtype}, parameters allowed
 * @param bytes the file as it is
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Attachment(String fileName, String contentType, byte[] bytes) {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,59}");
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("[a-z]+/[A-Za-z0-9.+-]+(; ?[A-Za-z0-9-]+=[A-Za-z0-9._-]+)*");

    /** @throws IllegalArgumentException if the name or the type has any other character, a control character above all */
    public Attachment {
        if (!FILE_NAME.matcher(fileName).matches()) {
            throw new IllegalArgumentException("not a file name we attach: " + Unsafe.visible(fileName, 80));
        }
        if (!CONTENT_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("not a content type: " + Unsafe.visible(contentType, 80));
        }
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && fileName.equals(that.fileName)
                && contentType.equals(that.contentType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * fileName.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return fileName + " (" + contentType + ", " + bytes.length + " bytes)";
    }
}
