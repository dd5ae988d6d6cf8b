package dev.certsend.playground.certcentral;

/** What the CA is to certify. */
public record Leaf(
        String serial, Names names, Validity validity, Product.Validation validation, Organization organization) {

    static Leaf of(LocalOrder order, LocalCertificate certificate) {
        return new Leaf(
                certificate.serial(),
                certificate.names(),
                certificate.validity(),
                order.product().validation(),
                order.organization());
    }
}
