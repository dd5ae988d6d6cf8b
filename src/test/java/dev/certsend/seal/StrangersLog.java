package dev.certsend.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A sealed log made from FORMAT.md alone: it shares nothing with the program's own, so that neither's misreading is the other's. */
final class StrangersLog {
    static final Instant START = Instant.parse("2026-11-23T08:00:00.123456Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Random random = new Random(7);
    private final List<String> lines = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();

    /** A signing key, named for the log. */
    record Signer(String name, KeyPair pair) {
        static Signer of(String name) {
            try {
                return new Signer(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        /** 0x01 and the 32 bytes that end the key's X.509 encoding. */
        private byte[] typed() {
            byte[] encoded = pair.getPublic().getEncoded();
            return joined(new byte[] {1}, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        }

        private byte[] hint() {
            return Arrays.copyOf(sha256(joined((name + "\n").getBytes(StandardCharsets.UTF_8), typed())), 4);
        }

        String verifier() {
            return name + "+" + HexFormat.of().formatHex(hint()) + "+" + base64(typed());
        }

        /** The line that signs this text. */
        String sign(String text) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(text.getBytes(StandardCharsets.UTF_8));
                return "— " + name + " " + base64(joined(hint(), signature.sign())) + "\n";
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** An entry of this action at this second of the log; its id is its position and 100. Without personal values it has none. */
    void add(String action, double second, Map<String, String> personal) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        SortedMap<String, String> entry = entry(action, second);
        if (personal.isEmpty()) {
            line(entry, "");
            return;
        }
        String values = canonical(new TreeMap<>(personal));
        entry.put("personal", HexFormat.of().formatHex(sha256(joined(salt, values.getBytes(StandardCharsets.UTF_8)))));
        line(entry, ",\"salt\":\"" + base64(salt) + "\",\"personal\":" + values);
    }

    /** An entry whose personal values are gone. */
    void addBlotted(double second) {
        SortedMap<String, String> entry = entry("mail.accepted", second);
        entry.put("personal", "5".repeat(64));
        line(entry, "");
    }

    private SortedMap<String, String> entry(String action, double second) {
        int position = entries.size();
        SortedMap<String, String> entry = new TreeMap<>(Map.of("action", action, "team", "", "outcome", "done"));
        entry.put("at", TIME.format(START.plusNanos(Math.round(second * 1e9))));
        entry.put("actor", "U" + position);
        entry.put("actor_name", "Zoë \"Z\" O’Hara \\ \u0001\u001f\u007f\u2028\t\n\r\b\f 👩🏽‍🔧");
        entry.put("send", "0b6f9a5e-7a0c-4c35-9d54-%012x".formatted(position));
        return entry;
    }

    private void line(SortedMap<String, String> entry, String rest) {
        int position = entries.size();
        String canonical = canonical(entry);
        entries.add(canonical.getBytes(StandardCharsets.UTF_8));
        lines.add(
                "{\"position\":%d,\"id\":%d,\"entry\":".formatted(position, position + 100) + canonical + rest + "}\n");
    }

    int size() {
        return lines.size();
    }

    /** Each line of the export. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The checkpoint over the first entries, signed at this second of the log. */
    String checkpoint(int size, double second, Signer... keys) {
        return checkpoint(keys[0].name(), size, root(0, size), second, keys);
    }

    static String checkpoint(String origin, int size, byte[] root, double second, Signer... keys) {
        String time = TIME.format(START.plusNanos(Math.round(second * 1e9)));
        String text = origin + "\n" + size + "\n" + base64(root) + "\ntime " + time + "\n";
        return text + "\n" + Arrays.stream(keys).map(key -> key.sign(text)).collect(Collectors.joining());
    }

    /** The proof of an entry in the tree that this checkpoint covers. */
    String proof(int index, int size, String checkpoint) {
        StringBuilder proof = new StringBuilder("c2sp.org/tlog-proof@v1\nextra " + base64(entries.get(index)) + "\n");
        proof.append("index ").append(index).append('\n');
        path(index, 0, size).forEach(hash -> proof.append(base64(hash)).append('\n'));
        return proof.append('\n').append(checkpoint).toString();
    }

    /** RFC 9162, section 2.1.1, word by word. */
    private byte[] root(int from, int to) {
        if (from == to) {
            return sha256(new byte[0]);
        }
        if (to - from == 1) {
            return sha256(joined(new byte[] {0}, entries.get(from)));
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        return sha256(joined(new byte[] {1}, joined(root(from, middle), root(middle, to))));
    }

    /** RFC 9162, section 2.1.3.1, word by word. */
    private List<byte[]> path(int index, int from, int to) {
        if (to - from == 1) {
            return new ArrayList<>();
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        boolean left = index < middle;
        List<byte[]> path = left ? path(index, from, middle) : path(index, middle, to);
        path.add(left ? root(middle, to) : root(from, middle));
        return path;
    }

    private static String canonical(SortedMap<String, String> object) {
        return object.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(StrangersLog::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int unit) {
        int known = "\"\\\b\t\n\f\r".indexOf(unit);
        if (known >= 0) {
            return "\\" + "\"\\btnfr".charAt(known);
        }
        return unit < 0x20 ? "\\u%04x".formatted(unit) : String.valueOf((char) unit);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
