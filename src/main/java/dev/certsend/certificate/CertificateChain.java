package dev.certsend.certificate;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.io.ByteArrayInputStream;
import java.security.cert.CertPath;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A leaf certificate with its issuers, in order, each signed by the next. What it writes is made from the
 * certificates' bytes; nothing of the text it was read from survives. It says nothing about trust: who calls must
 * know where it came from.
 */
public final class CertificateChain {

    /** The longest chain of a public authority has five. */
    static final int MOST_CERTIFICATES = 10;

    private final List<X509Certificate> certificates;
    /** Leaf and intermediates, as servers want it: a root is in its clients already and is left out. */
    private final List<X509Certificate> served;

    private final CertificateFacts facts;

    /** Made when first asked for: one chain goes out in many letters. */
    private final Map<Format, List<CertificateFile>> files = new ConcurrentHashMap<>();

    private volatile @Nullable List<CertificateFile> downloads;

    private final Map<FileKind, String> fileNames = new ConcurrentHashMap<>();

    private CertificateChain(List<X509Certificate> certificates) throws WrongCertificate {
        this.certificates = List.copyOf(certificates);
        X509Certificate last = certificates.get(certificates.size() - 1);
        boolean rooted = certificates.size() > 1 && ChainOrder.isSelfSigned(last);
        this.served = this.certificates.subList(0, certificates.size() - (rooted ? 1 : 0));
        this.facts = LeafReading.facts(certificates.get(0));
    }

    /**
     * Reads CERTIFICATE blocks (RFC 7468) in any order, with any text around them.
     *
     * @throws WrongCertificate if there is another block, above all a private key; if a block cannot be read; if the
     *     certificates are not exactly one chain; if there is too much of it
     */
    public static CertificateChain parse(String pem) throws WrongCertificate {
        return ofDer(Pem.read(pem));
    }

    /** The same for certificates in DER, one in each array. */
    public static CertificateChain ofDer(List<byte[]> ders) throws WrongCertificate {
        if (ders.isEmpty()) {
            throw new WrongCertificate(Reason.NO_CERTIFICATE, "there is no certificate");
        }
        if (ders.size() > MOST_CERTIFICATES
                || ders.stream().mapToLong(der -> der.length).sum() > Pem.MOST_CHARACTERS) {
            throw new WrongCertificate(Reason.TOO_BIG, "there are more certificates than in any chain");
        }
        Set<X509Certificate> distinct = new LinkedHashSet<>();
        for (byte[] der : ders) {
            distinct.add(read(der));
        }
        return new CertificateChain(ChainOrder.of(distinct));
    }

    private static X509Certificate read(byte[] der) throws WrongCertificate {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // The factory also takes PEM and leaves alone what follows; we take one certificate in DER and nothing
            // else.
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
        } catch (CertificateException e) {
            // Its message may quote the input; what there is to say is said below.
        }
        throw new WrongCertificate(Reason.UNREADABLE, "a block holds something else than one X.509 certificate");
    }

    public CertificateFacts facts() {
        return facts;
    }

    /** Every certificate in DER, leaf first, a root last if one was given. Fit for {@link #ofDer}. */
    public List<byte[]> der() {
        return certificates.stream().map(CertificateChain::encoded).toList();
    }

    /** Leaf and intermediates, without a root. */
    public String pem() {
        return leafPem() + issuersPem();
    }

    public String leafPem() {
        return Pem.write(encoded(leaf()));
    }

    /** Whether anything but a root stands between the leaf and what clients trust. */
    public boolean hasIntermediates() {
        return served.size() > 1;
    }

    /** The intermediates without the root; empty if there are none. */
    public String issuersPem() {
        return served.stream().skip(1).map(issuer -> Pem.write(encoded(issuer))).collect(Collectors.joining());
    }

    /** Its files in this format, see {@link CertificateFiles#of}. */
    public List<CertificateFile> files(Format format) {
        // Not computeIfAbsent: an archive asks for the other formats' files.
        List<CertificateFile> made = files.get(format);
        if (made == null) {
            made = CertificateFiles.of(this, format);
            files.put(format, made);
        }
        return made;
    }

    /**
     * Every file that a page can give: the chain first; the intermediates only where there are any; an archive of all the
     * others last.
     */
    public List<CertificateFile> downloads() {
        List<CertificateFile> made = downloads;
        if (made == null) {
            made = CertificateFiles.downloads(this);
            downloads = made;
        }
        return made;
    }

    /** The name of its file of this kind, the same wherever the file is met. */
    public String fileName(FileKind kind) {
        return fileNames.computeIfAbsent(kind, made -> made.name(facts));
    }

    /** Leaf and intermediates as certificates-only PKCS #7 (RFC 2315), in the armour that openssl, keytool and Windows read. */
    String pkcs7() {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(served);
            return Pem.write("PKCS7", path.getEncoded("PKCS7"));
        } catch (CertificateException e) {
            throw new IllegalStateException("certificates that were read have no bytes", e);
        }
    }

    /**
     * Checks that this is the certificate of the order, usable now: its serial number, names and last day, no CA
     * itself, in date together with its issuers.
     *
     * @throws WrongCertificate naming the first thing that is not so
     */
    public void mustMatch(OrderedCertificate expected, Instant now) throws WrongCertificate {
        new OrderCheck(this, expected).run(now);
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    List<X509Certificate> issuers() {
        return certificates.subList(1, certificates.size());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no bytes", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateChain chain && certificates.equals(chain.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    @Override
    public String toString() {
        return "CertificateChain[serial=" + facts.serial() + ", length=" + certificates.size() + "]";
    }
}
