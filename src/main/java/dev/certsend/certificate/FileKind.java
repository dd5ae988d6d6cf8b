package dev.certsend.certificate;

/**
 * What one file of a certificate holds. The content types are such that no mail program starts an import by itself; the
 * extensions of what travels by mail are none that Outlook keeps from its user, as it does {@code .crt}, {@code .cer} and
 * {@code .der}.
 */
public enum FileKind {
    /** The certificate and below it its intermediates, PEM. */
    CHAIN("chain", "pem"),
    /** The certificate alone, PEM. */
    CERTIFICATE("certificate", "pem"),
    /** Its intermediates alone, PEM. */
    INTERMEDIATES("intermediates", "pem"),
    /** The certificate and its intermediates, PKCS #7 in PEM armour. */
    PKCS7("chain", "p7b"),
    /** All of these in one archive. */
    ARCHIVE("all", "zip"),
    /** The certificate alone, DER. It travels in no letter: mail gateways hold back what is named so. */
    DER("certificate", "der"),
    /** All of these in one archive, the DER among them; it travels in no letter either. */
    EVERYTHING("everything", "zip");

    private final String content;
    private final String extension;

    FileKind(String content, String extension) {
        this.content = content;
        this.extension = extension;
    }

    /** See {@link CertificateChain#fileName}. */
    String name(CertificateFacts facts) {
        return CertificateFileName.of(facts, content, extension);
    }
}
