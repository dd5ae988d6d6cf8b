package dev.certsend.playground.mail;

import java.time.Instant;
import java.util.List;

/** A mail as it came over the wire: the envelope, and every byte between DATA and the final dot, dots unstuffed. */
public final class ReceivedMail {

    private final int number;
    private final String sender;
    private final List<String> recipients;
    private final byte[] bytes;
    private final Instant receivedAt;

    ReceivedMail(int number, Envelope envelope, byte[] bytes, Instant receivedAt) {
        this.number = number;
        this.sender = envelope.sender();
        this.recipients = envelope.recipients();
        this.bytes = bytes.clone();
        this.receivedAt = receivedAt;
    }

    /** MAIL FROM and RCPT TO, without angle brackets. */
    record Envelope(String sender, List<String> recipients) {}

    /** 1 for the first mail. */
    public int number() {
        return number;
    }

    public String sender() {
        return sender;
    }

    public List<String> recipients() {
        return recipients;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** Read as MIME. */
    public ParsedMail parsed() {
        return ParsedMail.of(bytes);
    }
}
