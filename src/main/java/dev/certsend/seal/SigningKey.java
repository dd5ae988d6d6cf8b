package dev.certsend.seal;

import dev.certsend.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs the checkpoints of a log. */
public final class SigningKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");
    private static final String MEND =
            "must be an Ed25519 private key, PKCS #8 in PEM; make one with" + " openssl genpkey -algorithm ed25519";

    private final PrivateKey key;
    private final PublicKey publicKey;

    private SigningKey(String name, PrivateKey key) throws GeneralSecurityException {
        this.key = key;
        publicKey = new PublicKey(name, publicHalf(key));
    }

    /**
     * Reads one key, or several, one after the other: each of them signs.
     *
     * @param name of the log
     * @throws IllegalArgumentException what must be mended; never the key itself
     */
    public static List<SigningKey> read(String name, Secret pem) {
        List<SigningKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(pem.value().strip() + "\n");
        int end = 0;
        while (block.find() && block.start() == end) {
            end = block.end();
            if (!"PRIVATE KEY".equals(block.group(1))) {
                throw new IllegalArgumentException(MEND);
            }
            keys.add(of(name, block.group(2)));
        }
        if (keys.isEmpty() || end != pem.value().strip().length() + 1) {
            throw new IllegalArgumentException(MEND);
        }
        return keys;
    }

    private static SigningKey of(String name, String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return new SigningKey(
                    name, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The fault's own message may hold bytes of the key.
            throw new IllegalArgumentException(MEND);
        }
    }

    /** What others check its signatures with. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The signature line of a note of this text (c2sp.org/signed-note). */
    String signatureLine(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            byte[] line = Arrays.copyOf(publicKey.id(), PublicKey.ID_BYTES + signature.length);
            System.arraycopy(signature, 0, line, PublicKey.ID_BYTES, signature.length);
            return Note.DASH + publicKey.name() + ' ' + Base64.getEncoder().encodeToString(line) + '\n';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was good for signing when it was read", e);
        }
    }

    /** The JDK computes it when it makes a pair of keys, from random bytes that here are those of the key. */
    private static byte[] publicHalf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not tell its bytes"));
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
        pairs.initialize(NamedParameterSpec.ED25519, new Replayed(seed));
        var point = ((EdECPublicKey) pairs.generateKeyPair().getPublic()).getPoint();
        byte[] y = point.getY().toByteArray();
        byte[] encoded = new byte[32];
        for (int i = 0; i < Math.min(y.length, encoded.length); i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (point.isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey + "]";
    }

    /** Gives the same bytes each time. */
    private static final class Replayed extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        Replayed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] to) {
            System.arraycopy(bytes, 0, to, 0, to.length);
        }
    }
}
