package dev.certsend.faults;

import java.util.Optional;

/** Where in a conversation the sink can fail: before the reply to this. */
enum SmtpPoint {
    CONNECT("220 sink.example ready"),
    EHLO("250-sink.example\r\n250 ENHANCEDSTATUSCODES"),
    MAIL("250 2.1.0 sender ok"),
    RCPT("250 2.1.5 recipient ok"),
    DATA("354 go on"),
    DOT("250 2.0.0 queued as 4711");

    private final String reply;

    SmtpPoint(String reply) {
        this.reply = reply;
    }

    /** What is answered where nothing fails. */
    String reply() {
        return reply;
    }

    /** Empty for commands at which nothing fails. */
    static Optional<SmtpPoint> of(String verb) {
        return switch (verb) {
            case "EHLO", "HELO" -> Optional.of(EHLO);
            case "MAIL" -> Optional.of(MAIL);
            case "RCPT" -> Optional.of(RCPT);
            case "DATA" -> Optional.of(DATA);
            default -> Optional.empty();
        };
    }
}
