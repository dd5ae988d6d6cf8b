package dev.certsend.playground;

import dev.certsend.secret.Secret;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys for signing audit logs, as OpenSSL writes them. */
public final class AuditKey {
    private AuditKey() {}

    /** One that was never used. */
    public static Secret fresh() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return new Secret("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
