package dev.certsend.playground.certcentral;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/** Distinguished names. */
final class Dn {

    private Dn() {}

    static String commonName(X500Principal name) {
        try {
            return new LdapName(name.getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> String.valueOf(rdn.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("no distinguished name: " + name, e);
        }
    }
}
