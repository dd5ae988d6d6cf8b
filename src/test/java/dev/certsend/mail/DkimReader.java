package dev.certsend.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verifies as a receiver does (RFC 6376 section 6.1.3), letter by letter; shares no code with the signer. */
public final class DkimReader {

    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> tags = new HashMap<>();
    private final String signature;
    private final String body;

    private DkimReader(String wire) {
        int end = wire.indexOf("\r\n\r\n");
        for (String line : wire.substring(0, end).split("\r\n", -1)) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                headers.set(headers.size() - 1, headers.get(headers.size() - 1) + "\r\n" + line);
            } else {
                headers.add(line);
            }
        }
        body = wire.substring(end + 4);
        signature = headers.remove(0);
        for (String tag : signature.substring(signature.indexOf(':') + 1).split(";", -1)) {
            int equals = tag.indexOf('=');
            tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).replaceAll("\\s", ""));
        }
    }

    public static DkimReader of(byte[] letter) {
        return new DkimReader(new String(letter, StandardCharsets.ISO_8859_1));
    }

    public boolean hasTag(String name) {
        return tags.containsKey(name);
    }

    public String tag(String name) {
        return String.valueOf(tags.get(name));
    }

    public boolean verifies(PublicKey key) throws GeneralSecurityException {
        byte[] bodyHash = MessageDigest.getInstance("SHA-256").digest(relaxedBody());
        if (!MessageDigest.isEqual(bodyHash, Base64.getDecoder().decode(tag("bh")))) {
            return false;
        }
        boolean rsa = tag("a").equals("rsa-sha256");
        Signature verifier = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        verifier.initVerify(key);
        byte[] signed = signedHeaders().getBytes(StandardCharsets.ISO_8859_1);
        verifier.update(rsa ? signed : MessageDigest.getInstance("SHA-256").digest(signed));
        return verifier.verify(Base64.getDecoder().decode(tag("b")));
    }

    /** Of each name in {@code h=} the lowest header not yet taken. */
    private String signedHeaders() {
        Map<String, Deque<String>> left = new HashMap<>();
        headers.forEach(header ->
                left.computeIfAbsent(name(header), name -> new ArrayDeque<>()).addLast(header));
        StringBuilder signed = new StringBuilder();
        for (String name : tag("h").split(":", -1)) {
            Deque<String> those = left.getOrDefault(name.toLowerCase(Locale.ROOT), new ArrayDeque<>());
            if (!those.isEmpty()) {
                signed.append(relaxed(those.removeLast())).append("\r\n");
            }
        }
        String own = relaxed(signature);
        return signed + own.substring(0, own.indexOf("; b=") + 4);
    }

    private static String name(String header) {
        return header.substring(0, header.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static String relaxed(String header) {
        StringBuilder value = new StringBuilder();
        String after = header.substring(header.indexOf(':') + 1);
        for (int i = 0; i < after.length(); i++) {
            char c = after.charAt(i);
            boolean blank = c == ' ' || c == '\t';
            if (c == '\r' || c == '\n' || (blank && (value.length() == 0 || value.charAt(value.length() - 1) == ' '))) {
                continue;
            }
            value.append(blank ? ' ' : c);
        }
        while (value.length() > 0 && value.charAt(value.length() - 1) == ' ') {
            value.setLength(value.length() - 1);
        }
        return name(header) + ":" + value;
    }

    private byte[] relaxedBody() {
        ByteArrayOutputStream relaxed = new ByteArrayOutputStream();
        int emptyLines = 0;
        for (String line : body.split("\r\n", -1)) {
            String tight = line.replaceAll("[ \t]+", " ").replaceAll(" $", "");
            if (tight.isEmpty()) {
                emptyLines++;
                continue;
            }
            relaxed.writeBytes("\r\n".repeat(emptyLines).getBytes(StandardCharsets.ISO_8859_1));
            relaxed.writeBytes((tight + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            emptyLines = 0;
        }
        return relaxed.toByteArray();
    }
}
