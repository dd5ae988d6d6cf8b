package dev.certsend.playground.mail;

import dev.certsend.playground.certcentral.Leaf;
import dev.certsend.playground.certcentral.LittleCa;
import dev.certsend.playground.certcentral.Names;
import dev.certsend.playground.certcentral.Organization;
import dev.certsend.playground.certcentral.Product.Validation;
import dev.certsend.playground.certcentral.Validity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} from the little CA, and what a client needs to trust it. */
public final class MailTls {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final LittleCa ca;

    MailTls() {
        this.ca = LittleCa.seeded(25, LocalDate.now(ZoneOffset.UTC));
    }

    public X509Certificate root() {
        return ca.root();
    }

    /** Writes a PKCS #12 trust store, password {@code changeit}, for {@code -Djavax.net.ssl.trustStore}. */
    public void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore().store(out, PASSWORD);
        }
    }

    /** For a client in the same process. */
    public SSLContext clientContext() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("localhost", ca.leafKey(), PASSWORD, chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot set up TLS for localhost", e);
        }
    }

    private List<X509Certificate> chain() {
        Validity validity = Validity.ofDays(LocalDate.now(ZoneOffset.UTC).minusDays(1), 90);
        Organization nobody = new Organization(0, "localhost", "", "XX", "localhost");
        Leaf leaf = new Leaf("0A".repeat(16), Names.of("localhost"), validity, Validation.DV, nobody);
        List<X509Certificate> chain = new ArrayList<>(List.of(ca.issue(leaf)));
        chain.addAll(ca.above(Validation.DV));
        return chain;
    }

    private KeyStore trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("cert-send playground", ca.root());
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
