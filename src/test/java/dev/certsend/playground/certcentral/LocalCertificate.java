package dev.certsend.playground.certcentral;

/**
 * A certificate of an order, primary, duplicate or reissued. The PEM itself is made when somebody asks for it.
 *
 * @param id 0 while the account has given it no number
 * @param serial 32 upper-case hex digits
 */
public record LocalCertificate(long id, String serial, Names names, Validity validity, State state) {

    /** How far it is: only an issued or a revoked one has serial number, dates and a file. */
    public enum State {
        REQUESTED,
        ISSUED,
        REVOKED
    }

    public boolean hasFile() {
        return state != State.REQUESTED;
    }

    LocalCertificate revoked() {
        return new LocalCertificate(id, serial, names, validity, State.REVOKED);
    }
}
