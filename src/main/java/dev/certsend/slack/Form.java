package dev.certsend.slack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A form as {@code application/x-www-form-urlencoded} (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
final class Form {
    private static final boolean[] AS_IT_IS = new boolean[128];
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._"
                .chars()
                .forEach(c -> AS_IT_IS[c] = true);
    }

    private Form() {}

    static byte[] encoded(Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        fields.forEach((name, value) -> {
            if (out.size() > 0) {
                out.write('&');
            }
            encode(name, out);
            out.write('=');
            encode(value, out);
        });
        return out.toByteArray();
    }

    private static void encode(String text, ByteArrayOutputStream out) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0 && AS_IT_IS[octet]) {
                out.write(octet);
            } else {
                out.write('%');
                out.write(HEX[(octet >> 4) & 0xF]);
                out.write(HEX[octet & 0xF]);
            }
        }
    }
}
