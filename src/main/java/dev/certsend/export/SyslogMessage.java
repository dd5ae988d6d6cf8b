package dev.certsend.export;

import dev.certsend.audit.Canonical;
import dev.certsend.audit.RecordedEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An entry as a message of RFC 5424, framed by octet counting: facility 13 (log audit), MSGID the action, a sequenceId by which gaps
 * are seen (its position, from 1, begun anew beyond 2147483647), and the JSON.
 */
final class SyslogMessage {
    private static final int FACILITY = 13;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;
    private static final long MOST_SEQUENCE = Integer.MAX_VALUE;
    private static final int LONGEST_ID = 32;
    private static final String HOST = host();

    private SyslogMessage() {}

    static byte[] frame(Batch.Line line) {
        byte[] head = head(line.sealed()).getBytes(StandardCharsets.US_ASCII);
        int json = line.json().length - 1;
        byte[] count = (head.length + json + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = Arrays.copyOf(count, count.length + head.length + json);
        System.arraycopy(head, 0, frame, count.length, head.length);
        System.arraycopy(line.json(), 0, frame, count.length + head.length, json);
        return frame;
    }

    private static String head(SealedLog.Sealed sealed) {
        RecordedEntry entry = sealed.entry();
        return "<" + (FACILITY * 8 + level(entry)) + ">1 " + Canonical.time(entry.at()) + " " + HOST + " cert-send - "
                + id(entry.action()) + " [meta sequenceId=\"" + (sealed.position() % MOST_SEQUENCE + 1) + "\"] ";
    }

    private static int level(RecordedEntry entry) {
        return switch (OcsfActivity.severity(entry.outcome())) {
            case 1 -> INFORMATIONAL;
            case 2 -> NOTICE;
            default -> WARNING;
        };
    }

    /** Visible ASCII, without blanks. */
    private static String id(String text) {
        String visible = text.replaceAll("[^!-~]", "_");
        return visible.isEmpty() ? "-" : visible.substring(0, Math.min(visible.length(), LONGEST_ID));
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "_");
            return name.isEmpty() ? "-" : name.substring(0, Math.min(name.length(), 255));
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
