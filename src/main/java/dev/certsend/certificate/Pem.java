package dev.certsend.certificate;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * PEM text of certificates (RFC 7468). Reading is lenient about line ends, line lengths and text between blocks, and
 * strict about everything else. Writing is the strict form: 64 columns, LF.
 */
final class Pem {

    static final int MOST_CHARACTERS = 256 * 1024;

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /** The bytes of each CERTIFICATE block, at least one. */
    static List<byte[]> read(String text) throws WrongCertificate {
        if (text.length() > MOST_CHARACTERS) {
            throw new WrongCertificate(Reason.TOO_BIG, "the PEM text is longer than any chain");
        }
        refuseKeys(text);
        List<byte[]> blocks = blocks(text);
        if (blocks.isEmpty()) {
            throw new WrongCertificate(Reason.NO_CERTIFICATE, "the text has no PEM block");
        }
        return blocks;
    }

    static String write(byte[] der) {
        return write("CERTIFICATE", der);
    }

    static String write(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** Looks anywhere in the text, also where no well-formed block begins: a mangled private key is one still. */
    private static void refuseKeys(String text) throws WrongCertificate {
        if (text.toUpperCase(Locale.ROOT).contains("PRIVATE KEY-----")) {
            throw new WrongCertificate(Reason.NOT_A_CERTIFICATE, "the text holds a private key");
        }
    }

    private static List<byte[]> blocks(String text) throws WrongCertificate {
        List<byte[]> blocks = new ArrayList<>();
        @Nullable StringBuilder open = null;
        for (String line : (Iterable<String>) text.lines().map(String::stripTrailing)::iterator) {
            if (line.equals(BEGIN) && open == null) {
                open = new StringBuilder();
            } else if (line.equals(END) && open != null) {
                blocks.add(decode(open.toString()));
                open = null;
            } else if (line.contains("-----BEGIN") && !line.equals(BEGIN)) {
                throw new WrongCertificate(Reason.NOT_A_CERTIFICATE, "the text has a block that is no certificate");
            } else if (line.equals(BEGIN) || line.contains("-----END")) {
                throw unreadable();
            } else if (open != null) {
                open.append(line);
            }
        }
        if (open != null) {
            throw unreadable();
        }
        return blocks;
    }

    private static byte[] decode(String base64) throws WrongCertificate {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("[ \t]", ""));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static WrongCertificate unreadable() {
        return new WrongCertificate(Reason.UNREADABLE, "a PEM block cannot be read");
    }
}
