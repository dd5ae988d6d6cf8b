package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;
import java.util.Locale;

/**
 * One mailbox, in a form every mail system reads the same way: a strict subset of RFC 5321's {@code Mailbox} and RFC 6531's.
 *
 * <p>Two addresses are equal when local part and domain are; how the domain was typed does not matter.
 *
 * @param localPart a dot-atom of at most 64 octets in UTF-8, its case kept. Besides ASCII it may have letters, digits and marks, of
 *     one script and in the normal form NFKC; then only SMTPUTF8 carries it
 * @param domain lower case, in A-labels ({@code xn--…}) where it is international
 * @param typedDomain the domain as it was typed, for showing; often equal to {@code domain}
 */
public record EmailAddress(String localPart, String domain, String typedDomain) {

    private static final int MOST_OCTETS = 254;

    /** @throws AddressRefused if a part breaks a rule, or {@code typedDomain} is not another spelling of {@code domain} */
    public EmailAddress {
        LocalPart.check(localPart);
        if (!DomainName.ascii(typedDomain).equals(domain)) {
            throw new AddressRefused(Reason.DOMAIN);
        }
        if (LocalPart.octets(localPart) + 1 + domain.length() > MOST_OCTETS) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
    }

    /**
     * Reads a bare address: no display name, no angle brackets, no spaces.
     *
     * @throws AddressRefused naming why, if it is anything else
     */
    public static EmailAddress of(String typed) {
        AddressForm.check(typed);
        int at = typed.indexOf('@');
        String typedDomain = typed.substring(at + 1);
        return new EmailAddress(typed.substring(0, at), DomainName.ascii(typedDomain), typedDomain);
    }

    /** Whether both name one mailbox: real servers ignore the case of the local part too. */
    public boolean sameMailbox(EmailAddress other) {
        return mailbox().equals(other.mailbox());
    }

    /** Whether the local part has letters beyond ASCII, so that every relay on the way must know SMTPUTF8 (RFC 6531). */
    public boolean needsSmtpUtf8() {
        return !LocalPart.isAscii(localPart);
    }

    /** The key under which doubles are found: all of it in lower case. */
    String mailbox() {
        return toString().toLowerCase(Locale.ROOT);
    }

    /** The address with its domain as it was typed; for people's eyes only. */
    public String asTyped() {
        return localPart + "@" + typedDomain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && localPart.equals(that.localPart) && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@code local@domain}, as it goes to the relay: ASCII, unless it {@link #needsSmtpUtf8}. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
