package dev.certsend.certificate;

import java.util.List;
import java.util.Objects;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** The parts of a subject or issuer name that people know a certificate by. */
final class DistinguishedName {

    private DistinguishedName() {}

    /** The common name in printable form; of several the most specific one. */
    static @Nullable String commonName(X500Principal name) {
        return part(name, "CN");
    }

    /** What people call this authority: its common name, else its organization, else all there is. */
    static String display(X500Principal name) {
        String commonName = commonName(name);
        String shortest = commonName != null ? commonName : part(name, "O");
        return shortest != null ? shortest : Printable.line(name.getName(X500Principal.RFC2253));
    }

    private static @Nullable String part(X500Principal name, String type) {
        try {
            List<Rdn> rdns = new LdapName(name.getName(X500Principal.RFC2253)).getRdns();
            String last = rdns.stream()
                    .map(rdn -> value(rdn, type))
                    .filter(Objects::nonNull)
                    .reduce("", (less, more) -> more == null ? less : more);
            return last.isBlank() ? null : Printable.line(last.strip());
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /** One RDN may carry several attributes, hence not simply its type and value. */
    private static @Nullable String value(Rdn rdn, String type) {
        try {
            Attribute attribute = rdn.toAttributes().get(type);
            return attribute != null && attribute.get() instanceof String text ? text : null;
        } catch (NamingException e) {
            return null;
        }
    }
}
