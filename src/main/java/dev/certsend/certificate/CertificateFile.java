package dev.certsend.certificate;

import java.util.Arrays;

/**
 * A file that holds a certificate, its chain or both.
 *
 * @param name see {@link CertificateFileName}
 * @param contentType {@code type/subtype}
 * @param bytes the file as it is
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record CertificateFile(FileKind kind, String name, String contentType, byte[] bytes) {

    public CertificateFile {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateFile that
                && kind == that.kind
                && name.equals(that.name)
                && contentType.equals(that.contentType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + bytes.length + " bytes)";
    }
}
