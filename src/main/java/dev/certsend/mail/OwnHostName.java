package dev.certsend.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** What we call ourselves in EHLO: this machine's full name, or its address where it has none (RFC 5321 section 4.1.4). */
final class OwnHostName {

    private static final Pattern FULL_NAME =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*");

    static final String VALUE = find();

    private OwnHostName() {}

    private static String find() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            String name = own.getHostName();
            if (FULL_NAME.matcher(name).matches()) {
                return name;
            }
            String address = own.getHostAddress();
            return address.indexOf(':') >= 0 ? "[IPv6:" + address.replaceAll("%.*", "") + "]" : "[" + address + "]";
        } catch (UnknownHostException nameless) {
            return "[127.0.0.1]";
        }
    }
}
