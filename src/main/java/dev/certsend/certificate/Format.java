package dev.certsend.certificate;

import java.util.Optional;

/** The files a certificate travels in, by what the recipient's server reads. */
public enum Format {
    /** One PEM file, the certificate and below it its intermediates: nginx, HAProxy. */
    PEM_CHAIN("pem_chain"),
    /** Two PEM files, the certificate and its intermediates apart: Apache. */
    PEM_APART("pem_apart"),
    /** One PKCS #7 file (RFC 2315, certificates only): IIS, Tomcat. */
    PKCS7("pkcs7"),
    /** All of these in one archive. */
    ZIP("zip");

    private final String value;

    Format(String value) {
        this.value = value;
    }

    /** The format of a form's or the database's value. */
    public static Optional<Format> of(String value) {
        for (Format format : values()) {
            if (format.value.equals(value)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** As Slack's form and the database hold it. */
    public String value() {
        return value;
    }

    /** The key of its name. */
    public String words() {
        return "format." + value;
    }

    /** The key of what it means. */
    public String explained() {
        return "format." + value + ".explained";
    }
}
