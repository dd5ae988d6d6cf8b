package dev.certsend.certificate;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the one chain in a heap of certificates, by signatures and not by the order in which they were given. */
final class ChainOrder {

    private static final int KEY_CERT_SIGN = 5;

    private final Map<X509Certificate, List<X509Certificate>> issuers = new LinkedHashMap<>();

    private ChainOrder(Collection<X509Certificate> given) {
        for (X509Certificate certificate : given) {
            // A self-signed certificate ends its chain, even where a cross-signed twin with the same name and key
            // exists.
            issuers.put(
                    certificate,
                    isSignedBy(certificate, certificate)
                            ? List.of()
                            : given.stream()
                                    .filter(other -> isIssuedBy(certificate, other))
                                    .distinct()
                                    .toList());
        }
    }

    /**
     * Leaf first, each signed by the next. Where cross-signing offers more than one way up, the longest is taken: its
     * certificates serve old and new clients alike.
     */
    static List<X509Certificate> of(Collection<X509Certificate> given) throws WrongCertificate {
        ChainOrder order = new ChainOrder(given);
        X509Certificate leaf = order.leaf();
        Set<X509Certificate> belonging = new HashSet<>();
        order.collect(leaf, belonging);
        if (belonging.size() < order.issuers.size()) {
            throw new WrongCertificate(Reason.CHAIN_BROKEN, "there are certificates beside the leaf's chain");
        }
        return order.longestWayUp(leaf, Set.of());
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        return isSignedBy(certificate, certificate);
    }

    private X509Certificate leaf() throws WrongCertificate {
        Set<X509Certificate> issuing =
                issuers.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        List<X509Certificate> ends =
                issuers.keySet().stream().filter(end -> !issuing.contains(end)).toList();
        if (ends.size() != 1) {
            throw new WrongCertificate(
                    Reason.CHAIN_BROKEN,
                    "the %d certificates are not one chain: %d of them issued none of the others"
                            .formatted(issuers.size(), ends.size()));
        }
        return ends.get(0);
    }

    private void collect(X509Certificate from, Set<X509Certificate> reached) {
        if (reached.add(from)) {
            waysUp(from).forEach(issuer -> collect(issuer, reached));
        }
    }

    private List<X509Certificate> longestWayUp(X509Certificate from, Set<X509Certificate> below) {
        Set<X509Certificate> walked = new HashSet<>(below);
        walked.add(from);
        List<X509Certificate> longest = List.of();
        for (X509Certificate issuer : waysUp(from)) {
            if (!walked.contains(issuer)) {
                List<X509Certificate> way = longestWayUp(issuer, walked);
                longest = way.size() > longest.size() ? way : longest;
            }
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(from));
        chain.addAll(longest);
        return chain;
    }

    private List<X509Certificate> waysUp(X509Certificate from) {
        return issuers.getOrDefault(from, List.of());
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        return !certificate.equals(issuer) && mayIssue(issuer) && isSignedBy(certificate, issuer);
    }

    /** RFC 5280, sections 4.2.1.3 and 4.2.1.9: without this any leaf could issue another one. */
    private static boolean mayIssue(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return issuer.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
