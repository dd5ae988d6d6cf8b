package dev.certsend.playground.certcentral;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** The nine download formats (Services API glossary, "Certificate formats"). */
final class CertificateFiles {

    private CertificateFiles() {}

    /** The file for a chain, leaf first and root last; 404 for a format that the glossary does not name. */
    static Answer of(String format, String name, List<X509Certificate> chain) {
        int last = chain.size() - 1;
        return switch (format) {
            case "pem_all" -> pem(name, Pem.of(chain));
            case "pem_noroot" -> pem(name, Pem.of(chain.subList(0, last)));
            case "pem_nointermediate" -> pem(name, Pem.of(chain.get(0)));
            case "p7b", "cer" -> pkcs7(name + "." + format, chain);
            case "default", "default_pem" -> zip(name, ".crt", chain);
            case "apache" -> zip(name, ".crt", chain.subList(0, last));
            case "default_cer" -> zip(name, ".cer", chain);
            default -> Answer.error(404, "not_found|route", "The specified route was not found.");
        };
    }

    static Answer pem(String name, String pem) {
        return Answer.file("application/x-pem-file", name + ".pem", pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static Answer pkcs7(String fileName, List<X509Certificate> chain) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(chain));
            String armoured = Pem.block(
                    "PKCS7", generator.generate(new CMSAbsentContent()).getEncoded("DER"));
            return Answer.file(
                    "application/x-pkcs7-certificates", fileName, armoured.getBytes(StandardCharsets.US_ASCII));
        } catch (CMSException | CertificateEncodingException | IOException e) {
            throw new IllegalStateException("cannot write PKCS #7", e);
        }
    }

    private static Answer zip(String name, String extension, List<X509Certificate> chain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = chain.size() - 1; i >= 0; i--) {
                ZipEntry entry = new ZipEntry(entryName(name, chain.get(i), i) + extension);
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(Pem.of(chain.get(i)).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a zip into memory", e);
        }
        return Answer.file("application/zip", name + ".zip", bytes.toByteArray());
    }

    private static String entryName(String name, X509Certificate certificate, int place) {
        boolean selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (place == 0) {
            return name;
        }
        return selfSigned ? "TrustedRoot" : "DigiCertCA" + (place == 1 ? "" : String.valueOf(place));
    }
}
