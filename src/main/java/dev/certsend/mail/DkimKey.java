package dev.certsend.mail;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key letters are signed with, from PEM (PKCS #8). */
public final class DkimKey {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final int SHORTEST_RSA = 2048; // RFC 8301 section 3.2 advises it

    private DkimKey() {}

    /**
     * RSA of at least 2048 bits, or Ed25519.
     *
     * @throws IllegalArgumentException saying what to mend, and nothing of the key
     */
    public static PrivateKey read(String text) {
        Matcher pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw new IllegalArgumentException("must be a private key in PEM that begins with"
                    + " -----BEGIN PRIVATE KEY-----; openssl pkcs8 -topk8 -nocrypt makes one of any other");
        }
        PrivateKey key = decoded(pem.group(1));
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw new IllegalArgumentException("must have at least " + SHORTEST_RSA + " bits");
        }
        return key;
    }

    private static PrivateKey decoded(String base64) {
        return decoded("RSA", base64)
                .or(() -> decoded("Ed25519", base64))
                .orElseThrow(() -> new IllegalArgumentException("must be a key of RSA or Ed25519"));
    }

    private static Optional<PrivateKey> decoded(String algorithm, String base64) {
        try {
            byte[] octets = Base64.getMimeDecoder().decode(base64);
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets)));
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
