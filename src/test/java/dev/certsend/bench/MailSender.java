package dev.certsend.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One contestant in a JVM of its own. It is told over a socket, line by line, how long or how many letters to send, and answers
 * with figures.
 */
public final class MailSender {
    private final MailWay way;
    private long next = 1;

    private MailSender(MailWay way) {
        this.way = way;
    }

    /** Takes the way, the port of the mail server, and the port where it is told what to do. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int mailPort = Integer.parseInt(arguments[1]);
        int toldAt = Integer.parseInt(arguments[2]);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), toldAt);
                BufferedReader told =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintStream answers = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                MailWay way = way(MailContestant.Kind.valueOf(arguments[0]), mailPort)) {
            MailSender sender = new MailSender(way);
            String line;
            while ((line = told.readLine()) != null) {
                answers.println(sender.answer(line));
            }
        }
        System.exit(0); // Simple Java Mail leaves threads behind
    }

    private static MailWay way(MailContestant.Kind kind, int port) {
        MailSample sample = new MailSample();
        return switch (kind) {
            case OURS -> new MailOwnWay(port, sample::rendered);
            case OURS_READY_MADE -> new MailOwnWay(port, sample::readyMade);
            case RIVAL -> new MailRivalWay(port, sample, true);
            case RIVAL_WAITING -> new MailRivalWay(port, sample, false);
        };
    }

    private String answer(String line) throws InterruptedException {
        String[] words = line.split(" ", 2);
        long amount = Long.parseLong(words[1]);
        return switch (words[0]) {
            case "millis" -> sent(MailQuota.lasting(next, amount * 1_000_000));
            case "letters" -> sent(MailQuota.of(next, amount));
            case "size" -> Integer.toString(way.letterBytes());
            case "heap" -> Long.toString(heap());
            default -> throw new IllegalArgumentException(line);
        };
    }

    private String sent(MailQuota quota) throws InterruptedException {
        long began = System.nanoTime();
        way.send(quota);
        long nanos = System.nanoTime() - began;
        next += quota.acceptedCount() + quota.failedCount();
        return quota.acceptedCount() + " " + quota.failedCount() + " " + nanos + " "
                + quota.firstFault().replaceAll("[\r\n]+", " ");
    }

    /** What is in use when everything that can go has gone, in bytes. */
    private static long heap() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
