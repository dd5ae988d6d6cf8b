package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Signs letters for a domain (RFC 6376), both parts canonicalised {@code relaxed}, with RSA or Ed25519 (RFC 8463).
 *
 * <p>By hand: the library for this writes the letter anew, with another Message-ID, and can't name a header once more than it occurs.
 */
public final class Dkim {

    /** {@code From} once more than it occurs: a second one breaks the signature. Those not there may not be added either. */
    private static final List<String> SIGNED = List.of(
            "From",
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "Reply-To");

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern BLANKS_AT_LINE_END = Pattern.compile(" (?=\r\n)");
    private static final Pattern FOLDING = Pattern.compile("\r\n(?=[ \t])");
    private static final Pattern LINES_AT_END = Pattern.compile("(\r\n)+$");
    private static final Pattern SELECTOR =
            Pattern.compile("L(\\.L)*".replace("L", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"));
    private static final int BASE64_LINE = 72;

    private final String domain;
    private final String selector;
    private final PrivateKey key;

    /**
     * @param domain that vouches for the letters, its key published at {@code <selector>._domainkey.<domain>}
     * @param key from {@link DkimKey#read}
     * @throws IllegalArgumentException if domain or selector is none
     */
    public Dkim(String domain, String selector, PrivateKey key) {
        this.domain = checkedDomain(domain);
        this.selector = checkedSelector(selector);
        this.key = key;
    }

    /**
     * The domain in A-labels.
     *
     * @throws IllegalArgumentException if it is no domain name
     */
    public static String checkedDomain(String typed) {
        try {
            return DomainName.ascii(typed);
        } catch (AddressRefused fault) {
            throw new IllegalArgumentException("must be a domain such as example.com", fault);
        }
    }

    /**
     * The selector in lower case, which DNS ignores.
     *
     * @throws IllegalArgumentException if it is not one or more labels of DNS (RFC 6376 section 3.1)
     */
    public static String checkedSelector(String typed) {
        if (!SELECTOR.matcher(typed).matches()) {
            throw new IllegalArgumentException("must be letters, digits, hyphens and dots, such as mail2026");
        }
        return typed.toLowerCase(Locale.ROOT);
    }

    /** The letter with a signature as its first header, its bytes otherwise as they were; equal letters become equal ones. */
    public byte[] sign(byte[] letter) {
        String wire = new String(letter, StandardCharsets.ISO_8859_1); // one character an octet, whatever it means
        int end = wire.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("the letter has no body");
        }
        List<String> headers =
                List.of(FOLDING.matcher(wire.substring(0, end)).replaceAll("").split("\r\n"));
        String unsigned = "DKIM-Signature: v=1; a=" + algorithm() + "-sha256; c=relaxed/relaxed;\r\n d=" + domain
                + "; s=" + selector + ";\r\n h=" + String.join(":", SIGNED) + ";\r\n bh="
                + base64(sha256(body(wire.substring(end + 4)))) + ";\r\n b=";
        StringBuilder signed = new StringBuilder();
        SIGNED.stream().distinct().forEach(name -> headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .forEach(header -> signed.append(header(header)).append("\r\n")));
        signed.append(header(FOLDING.matcher(unsigned).replaceAll("")));
        String value = base64(signature(signed.toString())).replaceAll(".{" + BASE64_LINE + "}(?=.)", "$0\r\n ");
        return (unsigned + value + "\r\n" + wire).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** RFC 6376 section 3.4.2. */
    private static String header(String unfolded) {
        int colon = unfolded.indexOf(':');
        String value =
                BLANKS.matcher(unfolded.substring(colon + 1)).replaceAll(" ").strip();
        return unfolded.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":" + value;
    }

    /** RFC 6376 section 3.4.4. */
    private static String body(String body) {
        String tight =
                BLANKS_AT_LINE_END.matcher(BLANKS.matcher(body).replaceAll(" ")).replaceAll("");
        String ended = LINES_AT_END.matcher(tight).replaceFirst("");
        return ended.isEmpty() ? "" : ended + "\r\n";
    }

    private boolean isRsa() {
        return key.getAlgorithm().equals("RSA");
    }

    private String algorithm() {
        return isRsa() ? "rsa" : "ed25519";
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "Ed25519");
            signature.initSign(key);
            signature.update(isRsa() ? text.getBytes(StandardCharsets.ISO_8859_1) : sha256(text));
            return signature.sign();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** Where the public key must stand: {@code DKIM with the key at mail2026._domainkey.example.com}. */
    @Override
    public String toString() {
        return "DKIM with the key at " + selector + "._domainkey." + domain;
    }
}
