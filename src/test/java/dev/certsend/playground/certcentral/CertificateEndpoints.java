package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.util.List;

/** Files and chains of certificates. */
final class CertificateEndpoints {

    private final LocalAccount account;

    CertificateEndpoints(LocalAccount account) {
        this.account = account;
    }

    /** A PEM that somebody put in the place of the certificate is answered whatever the PEM format asked for. */
    Answer file(long certificateId, String format) {
        return account.findCertificate(certificateId)
                .map(owned -> {
                    if (!owned.certificate().hasFile()) {
                        return notIssued();
                    }
                    String name = fileName(owned.certificate());
                    return account.placedPem(certificateId)
                            .filter(pem -> format.startsWith("pem"))
                            .map(pem -> CertificateFiles.pem(name, pem))
                            .orElseGet(() -> CertificateFiles.of(
                                    format, name, account.chain(owned.order(), owned.certificate())));
                })
                .orElseGet(CertificateEndpoints::noCertificate);
    }

    /** The order's active certificate. */
    Answer ofOrder(String orderId, String format) {
        return account.find(orderId)
                .map(order -> order.certificate().id() == 0
                        ? notIssued()
                        : file(order.certificate().id(), format))
                .orElseGet(() -> Answer.error(404, "not_found|order", "The specified order was not found."));
    }

    Answer chain(long certificateId) {
        return account.findCertificate(certificateId)
                .filter(owned -> owned.certificate().hasFile())
                .map(owned -> Answer.json(200, chainJson(account.chain(owned.order(), owned.certificate()))))
                .orElseGet(CertificateEndpoints::noCertificate);
    }

    static Answer noCertificate() {
        return Answer.error(404, "not_found|certificate", "The specified certificate was not found.");
    }

    static Answer notIssued() {
        return Answer.error(
                400,
                "cert_unavailable_processing",
                "Unable to download certificate, the certificate has not yet been issued.  Try back in a bit.");
    }

    private static ObjectNode chainJson(List<X509Certificate> chain) {
        ObjectNode json = Answer.JSON.createObjectNode();
        ArrayNode intermediates = json.putArray("intermediates");
        for (X509Certificate certificate : chain) {
            intermediates
                    .addObject()
                    .put("subject_common_name", Dn.commonName(certificate.getSubjectX500Principal()))
                    .put("pem", Pem.of(certificate));
        }
        return json;
    }

    private static String fileName(LocalCertificate certificate) {
        return certificate.names().commonName().replace("*", "star").replaceAll("[^A-Za-z0-9-]", "_");
    }
}
