package dev.certsend.seal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What checks signatures of a log: a verifier key as C2SP has it (c2sp.org/signed-note), of Ed25519.
 *
 * @param name the log's, its origin
 * @param bytes of the public key (RFC 8032), 32
 */
public record PublicKey(String name, byte[] bytes) {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    /** The head of a SubjectPublicKeyInfo of Ed25519 (RFC 8410). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    static final int ID_BYTES = 4;

    /**
     * Reads {@code name+id+key}.
     *
     * @throws IllegalArgumentException it is no such key; what is wrong
     */
    public static PublicKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("must be a verifier key: name+id+key");
        }
        byte[] key = Base64.getDecoder().decode(parts[2]);
        if (key.length != 1 + KEY_BYTES || key[0] != ED25519) {
            throw new IllegalArgumentException("must be a verifier key of Ed25519");
        }
        PublicKey read = new PublicKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!HexFormat.of().formatHex(read.id()).equals(parts[1])) {
            throw new IllegalArgumentException("is a verifier key whose id does not fit: copy it once more");
        }
        return read;
    }

    /** {@code name+id+key}, as {@link #parse} reads it. */
    public String text() {
        return name
                + '+'
                + HexFormat.of().formatHex(id())
                + '+'
                + Base64.getEncoder().encodeToString(typed());
    }

    /** The first four bytes of SHA-256(name || "\n" || 0x01 || key). */
    byte[] id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + '\n').getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha256.digest(typed()), ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean verifies(String text, byte[] signature) {
        try {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            encoded.writeBytes(SPKI);
            encoded.writeBytes(bytes);
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(bytes, 0, typed, 1, KEY_BYTES);
        return typed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && key.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
