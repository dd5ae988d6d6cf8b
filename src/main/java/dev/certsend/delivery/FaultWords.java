package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;

/** The keys of the words that tell people why a certificate did not leave. */
final class FaultWords {
    private FaultWords() {}

    static String of(WrongCertificate.Reason reason) {
        return switch (reason) {
            case NO_CERTIFICATE, UNREADABLE, TOO_BIG -> "wrong.unreadable";
            case NOT_A_CERTIFICATE -> "wrong.not_a_certificate";
            case CHAIN_BROKEN, CHAIN_MISSING -> "wrong.chain";
            case OTHER_SERIAL, OTHER_NAMES, OTHER_DATES, A_CA -> "wrong.another";
            case EXPIRED, NOT_YET_VALID -> "wrong.not_in_date";
        };
    }

    static String of(CertCentralFault.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, UNCERTAIN, BUSY, RATE_LIMITED, UNREADABLE -> "certcentral.silent";
            case KEY_REFUSED -> "certcentral.key";
            case NOT_FOUND, REFUSED -> "certcentral.not_there";
            case NOT_ISSUED -> "certcentral.not_issued";
        };
    }
}
