package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;
import java.text.Normalizer;
import java.util.Locale;

/**
 * One mailbox, in a form every mail system reads the same way: a strict subset of RFC 5321's {@code Mailbox} and RFC 6531's.
 *
 * @param localPart a dot-atom of at most 64 octets in UTF-8, its case kept. Besides ASCII it may have letters, digits and marks, of
 *     one script and in the normal form NFKC; then only SMTPUTF8 carries it
 * @param domain lower case, in A-labels ({@code xn--…}) where it is international
 */
public record EmailAddress(String localPart, String domain) {

    private static final int MOST_OCTETS = 254;

    /** @throws AddressRefused if a part breaks a rule */
    public EmailAddress {
        LocalPart.check(localPart);
        if (!DomainName.ascii(domain).equals(domain)) {
            throw new AddressRefused(Reason.DOMAIN);
        }
        if (LocalPart.octets(localPart) + 1 + domain.length() > MOST_OCTETS) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
    }

    /**
     * Reads a bare address: no display name, no angle brackets, no spaces. Letters typed in pieces, as macOS pastes them, are put
     * together (NFC).
     *
     * @throws AddressRefused naming why, if it is anything else
     */
    public static EmailAddress of(String typed) {
        String whole = Normalizer.normalize(typed, Normalizer.Form.NFC);
        AddressForm.check(whole);
        int at = whole.indexOf('@');
        return new EmailAddress(whole.substring(0, at), DomainName.ascii(whole.substring(at + 1)));
    }

    /** Whether the local part has letters beyond ASCII, so that every relay on the way must know SMTPUTF8 (RFC 6531). */
    public boolean needsSmtpUtf8() {
        return !LocalPart.isAscii(localPart);
    }

    /** The key under which doubles are found: all of it in lower case, since real servers ignore the case of the local part too. */
    String mailbox() {
        return toString().toLowerCase(Locale.ROOT);
    }

    /** For people's eyes only: an international domain as it reads, its A-labels behind it, since another one may read alike. */
    public String shown() {
        String read = DomainName.unicode(domain);
        return read.equals(domain) ? toString() : localPart + "@" + read + " (" + domain + ")";
    }

    /** The same of an address from the database; what can't be read is shown as it is. */
    public static String shown(String address) {
        try {
            return of(address).shown();
        } catch (AddressRefused fault) {
            return address;
        }
    }

    /** {@code local@domain}, as it goes to the relay: ASCII, unless it {@link #needsSmtpUtf8}. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
