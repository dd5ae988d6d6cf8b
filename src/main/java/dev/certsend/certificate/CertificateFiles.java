package dev.certsend.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files of a chain in each format, a root never among them. Equal chains become equal bytes, on any machine and any
 * day.
 */
public final class CertificateFiles {

    private static final String ONE_CERTIFICATE = "application/x-pem-file";
    private static final String SEVERAL_CERTIFICATES = "application/pem-certificate-chain"; // RFC 8555 section 9.1
    private static final String PKCS7 = "application/x-pkcs7-certificates";
    private static final String DER = "application/pkix-cert"; // RFC 2585 section 4.1
    private static final String ZIP = "application/zip";

    /** Any but the first moment that a ZIP file can tell: of that one the JDK adds what the zone makes of it. */
    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private CertificateFiles() {}

    /** What this format is made of, at least one file; a chain without intermediates has no file of them. */
    public static List<CertificateFile> of(CertificateChain chain, Format format) {
        return switch (format) {
            case PEM_CHAIN -> List.of(chain(chain));
            case PEM_APART -> apart(chain);
            case PKCS7 -> List.of(pkcs7(chain));
            case ZIP -> List.of(archive(chain, FileKind.ARCHIVE, inArchive(chain)));
        };
    }

    /** What lies in the archive: every file of the other formats. */
    public static List<CertificateFile> inArchive(CertificateChain chain) {
        return Stream.of(Format.PEM_CHAIN, Format.PEM_APART, Format.PKCS7)
                .flatMap(format -> chain.files(format).stream())
                .toList();
    }

    /** What a page can give, the most useful first, an archive of all the others last. */
    static List<CertificateFile> downloads(CertificateChain chain) {
        List<CertificateFile> files = new ArrayList<>(inArchive(chain));
        files.add(new CertificateFile(
                FileKind.DER, chain.fileName(FileKind.DER), DER, chain.der().get(0)));
        files.add(archive(chain, FileKind.EVERYTHING, files));
        return List.copyOf(files);
    }

    private static CertificateFile chain(CertificateChain chain) {
        String type = chain.hasIntermediates() ? SEVERAL_CERTIFICATES : ONE_CERTIFICATE;
        return text(chain, FileKind.CHAIN, type, chain.pem());
    }

    private static List<CertificateFile> apart(CertificateChain chain) {
        CertificateFile leaf = text(chain, FileKind.CERTIFICATE, ONE_CERTIFICATE, chain.leafPem());
        return chain.hasIntermediates()
                ? List.of(leaf, text(chain, FileKind.INTERMEDIATES, SEVERAL_CERTIFICATES, chain.issuersPem()))
                : List.of(leaf);
    }

    private static CertificateFile pkcs7(CertificateChain chain) {
        return text(chain, FileKind.PKCS7, PKCS7, chain.pkcs7());
    }

    private static CertificateFile text(CertificateChain chain, FileKind kind, String contentType, String pem) {
        return new CertificateFile(kind, chain.fileName(kind), contentType, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static CertificateFile archive(CertificateChain chain, FileKind kind, List<CertificateFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (CertificateFile file : files) {
                byte[] content = file.bytes();
                zip.putNextEntry(entry(file.name(), content));
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was written but memory", e);
        }
        return new CertificateFile(kind, chain.fileName(kind), ZIP, bytes.toByteArray());
    }

    /** Stored, not deflated: what deflation gives differs from one zlib to the next. */
    private static ZipEntry entry(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(ZIP_TIME);
        return entry;
    }
}
