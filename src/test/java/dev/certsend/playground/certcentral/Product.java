package dev.certsend.playground.certcentral;

import java.util.Locale;

/** A CertCentral product; the constant in lower case is its {@code name_id} (Services API, product list). */
public enum Product {
    SSL_DV_GEOTRUST_FLEX("GeoTrust DV SSL Flex", Validation.DV),
    SSL_DV_GEOTRUST("GeoTrust DV SSL", Validation.DV),
    SSL_DV_RAPIDSSL("RapidSSL DV", Validation.DV),
    WILDCARD_DV_GEOTRUST("GeoTrust DV Wildcard", Validation.DV),
    WILDCARD_DV_RAPIDSSL("RapidSSL DV Wildcard", Validation.DV),
    CLOUD_DV_GEOTRUST("GeoTrust Cloud DV", Validation.DV),
    SSL_BASIC("Basic OV", Validation.OV),
    SSL_SECURESITE_FLEX("Secure Site OV", Validation.OV),
    SSL_PLUS("Standard SSL", Validation.OV),
    SSL_MULTI_DOMAIN("Multi-Domain SSL", Validation.OV),
    SSL_WILDCARD("Wildcard SSL", Validation.OV),
    SSL_EV_BASIC("Basic EV", Validation.EV),
    SSL_EV_SECURESITE_FLEX("Secure Site EV", Validation.EV),
    CLIENT_PREMIUM("Premium client certificate", Validation.CLIENT),
    SECURE_EMAIL_MAILBOX("Secure Email for mailboxes", Validation.CLIENT),
    CODE_SIGNING("Code Signing", Validation.CODE);

    /** What was checked before issue, and so which CA issues and which names the certificate bears. */
    public enum Validation {
        DV("dv_ssl_certificate"),
        OV("ssl_certificate"),
        EV("ssl_certificate"),
        CLIENT("client_certificate"),
        CODE("code_signing_certificate");

        private final String productType;

        Validation(String productType) {
            this.productType = productType;
        }

        /** As in {@code product.validation_type}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isTls() {
            return this == DV || this == OV || this == EV;
        }
    }

    private final String title;
    private final Validation validation;

    Product(String title, Validation validation) {
        this.title = title;
        this.validation = validation;
    }

    public String nameId() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public Validation validation() {
        return validation;
    }

    public String type() {
        return validation.productType;
    }

    public boolean isWildcard() {
        return name().contains("WILDCARD");
    }
}
