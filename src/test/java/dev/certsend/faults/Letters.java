package dev.certsend.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sink has read, by the delivery that each letter's Message-ID names. Safe for many threads. */
final class Letters {
    private static final Pattern MESSAGE_ID = Pattern.compile(
            "(?im)^Message-ID:\\s*<[^>]*?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[^>]*>");

    private final Map<UUID, List<Arrival>> arrivals = new HashMap<>();

    /**
     * @param at when its final dot was read
     * @throws IllegalArgumentException if its Message-ID names no delivery
     */
    synchronized void add(byte[] letter, Instant at, boolean accepted) {
        Matcher id = MESSAGE_ID.matcher(new String(letter, StandardCharsets.ISO_8859_1));
        if (!id.find()) {
            throw new IllegalArgumentException("a letter whose Message-ID names no delivery");
        }
        arrivals.computeIfAbsent(UUID.fromString(id.group(1)), key -> new ArrayList<>())
                .add(new Arrival(at, accepted, digest(letter)));
    }

    /** All of one delivery, in the order in which they came. */
    synchronized List<Arrival> of(UUID deliveryId) {
        return List.copyOf(arrivals.getOrDefault(deliveryId, List.of()));
    }

    /** When the first letter after that moment was taken. */
    synchronized Optional<Instant> firstAfter(Instant moment) {
        return arrivals.values().stream()
                .flatMap(List::stream)
                .filter(Arrival::accepted)
                .map(Arrival::at)
                .filter(at -> at.isAfter(moment))
                .min(Instant::compareTo);
    }

    /** How many letters were taken, each copy counted. */
    synchronized long accepted() {
        return arrivals.values().stream()
                .flatMap(List::stream)
                .filter(Arrival::accepted)
                .count();
    }

    private static String digest(byte[] letter) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(letter));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
