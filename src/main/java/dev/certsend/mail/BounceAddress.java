package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An envelope sender of its own for each delivery (VERP), so that a bounce tells of itself which letter it is about:
 * {@code bounces+<delivery>.<proof>@bounces.example.com}.
 *
 * <p>The proof keeps out those who never saw the letter, also where they know a delivery's id. Whoever got the letter has address and
 * proof before them (Return-Path) and can forge its bounce: of this one delivery, and no other.
 *
 * @param base the mailbox that gets them all, by subaddress (RFC 5233)
 * @param key of the proof, without which anybody could have letters declared undeliverable
 */
public record BounceAddress(EmailAddress base, Secret key) {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 section 6, in lower case
    private static final int ID_LENGTH = 26;
    private static final int PROOF_LENGTH = 8;
    private static final int MOST_IN_BASE = 64 - 2 - ID_LENGTH - PROOF_LENGTH;
    private static final int SHORTEST_KEY = 32;

    /** @throws IllegalArgumentException saying what to mend of base or key */
    public BounceAddress {
        checkBase(base);
        checkKey(key);
    }

    /**
     * Refuses a mailbox that can't be the base.
     *
     * @throws IllegalArgumentException if it is not ASCII, or leaves no room for what comes after the plus
     */
    public static void checkBase(EmailAddress base) {
        if (base.needsSmtpUtf8()) {
            throw new IllegalArgumentException("must be ASCII before the @");
        }
        if (base.localPart().length() > MOST_IN_BASE) {
            throw new IllegalArgumentException("must have at most " + MOST_IN_BASE
                    + " characters before the @: what tells the letter comes after");
        }
        if (base.localPart().length() + 64 - MOST_IN_BASE + 1 + base.domain().length() > 254) {
            throw new IllegalArgumentException(
                    "is too long: with what tells the letter it has more than 254 characters");
        }
    }

    /**
     * Refuses a key that could be guessed.
     *
     * @throws IllegalArgumentException if it has fewer than 32 characters
     */
    public static void checkKey(Secret key) {
        if (key.value().length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("must have at least " + SHORTEST_KEY + " characters");
        }
    }

    /** The envelope sender of one delivery's letter, the same each time. */
    public EmailAddress of(UUID deliveryId) {
        String localPart = base.localPart() + "+" + id(deliveryId) + "." + proof(deliveryId);
        return new EmailAddress(localPart, base.domain());
    }

    /**
     * The delivery whose envelope sender this is; empty if it is none of ours. Case does not matter, since some mail servers change it;
     * anything else does: a plus that became {@code %2B} comes from no mail server.
     */
    public Optional<UUID> read(String address) {
        String read = address.toLowerCase(Locale.ROOT);
        String before = base.localPart().toLowerCase(Locale.ROOT) + "+";
        if (!read.startsWith(before) || read.length() < before.length() + ID_LENGTH) {
            return Optional.empty();
        }
        return uuid(read.substring(before.length(), before.length() + ID_LENGTH))
                .filter(delivery -> MessageDigest.isEqual(
                        of(delivery).mailbox().getBytes(StandardCharsets.UTF_8),
                        read.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<UUID> uuid(String id) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < id.length(); i++) {
            int digit = ALPHABET.indexOf(id.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        return Optional.of(new UUID(number.shiftRight(64).longValue(), number.longValue()));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String id(UUID deliveryId) {
        return base32(new BigInteger(1, bytes(deliveryId)), ID_LENGTH);
    }

    private String proof(UUID deliveryId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return base32(new BigInteger(1, mac.doFinal(bytes(deliveryId)), 0, 5), PROOF_LENGTH);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String base32(BigInteger number, int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = length - 1; i >= 0; i--) {
            digits.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
        }
        return digits.toString();
    }
}
