package dev.certsend.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust in a company's own authority besides the public ones.
 *
 * <p>All roots go into one key store and through the platform's own trust manager. A trust manager written by hand would be asked in
 * its place and could drop the check of the host name without anyone noticing.
 */
public final class PrivateTrust {

    private PrivateTrust() {}

    /**
     * @param variable that names the file, for the fault's message
     * @throws IllegalArgumentException if the file can't be read or holds no certificate
     */
    public static List<X509Certificate> certificates(String variable, String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            List<X509Certificate> read = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                read.add((X509Certificate) certificate);
            }
            if (!read.isEmpty()) {
                return read;
            }
            throw new IllegalArgumentException(variable + ": the file of ca= holds no certificate; it must be PEM");
        } catch (IOException | InvalidPathException fault) {
            throw new IllegalArgumentException(variable + ": the file of ca= can't be read", fault);
        } catch (CertificateException fault) {
            throw new IllegalArgumentException(variable + ": the file of ca= is no certificate in PEM", fault);
        }
    }

    /** Trusting the public authorities and these; the platform's default if there are none. */
    public static SSLSocketFactory sockets(List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            List<X509Certificate> all = new ArrayList<>(platformRoots());
            all.addAll(trusted);
            for (X509Certificate root : all) {
                roots.setCertificateEntry("root-" + roots.size(), root);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(roots), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException fault) {
            throw new IllegalStateException("no TLS on this platform", fault);
        }
    }

    private static List<X509Certificate> platformRoots() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }
}
