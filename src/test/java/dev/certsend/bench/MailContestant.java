package dev.certsend.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link MailSender}'s JVM, seen from outside. */
final class MailContestant implements MailTurns.Contestant {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Kind kind;
    private final Process process;
    private final Socket socket;
    private final PrintStream orders;
    private final BufferedReader answers;

    /** Who it is. */
    enum Kind {
        /** Rendered and sent by this program. */
        OURS("ours"),
        /** The same without rendering text and HTML. */
        OURS_READY_MADE("ours, texts ready made"),
        /** Simple Java Mail through its own threads. */
        RIVAL("Simple Java Mail, async"),
        /** Simple Java Mail from threads that wait. */
        RIVAL_WAITING("Simple Java Mail, waiting threads");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    MailContestant(Kind kind, int mailPort, Path logs) throws IOException {
        this.kind = kind;
        try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            here.setSoTimeout(PATIENCE_MILLIS);
            process = Jvm.start(
                    List.of(
                            MailSender.class.getName(),
                            kind.name(),
                            Integer.toString(mailPort),
                            Integer.toString(here.getLocalPort())),
                    Map.of(),
                    logs.resolve(kind.name() + ".log"));
            socket = accepted(here, process);
        }
        orders = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Override
    public String title() {
        return kind.title;
    }

    @Override
    public MailTurn turn(Duration time) {
        return send("millis " + time.toMillis());
    }

    /** Sends exactly so many. */
    MailTurn letters(long count) {
        return send("letters " + count);
    }

    /** Of one letter, in bytes. */
    int letterBytes() {
        return Integer.parseInt(ask("size 0"));
    }

    /** In bytes, after a full collection. */
    long heap() {
        return Long.parseLong(ask("heap 0"));
    }

    long residentMegabytes() {
        return Jvm.megabytes(process, "VmRSS");
    }

    private MailTurn send(String order) {
        double before = cpuMillis();
        String[] words = ask(order).split(" ", 4);
        return new MailTurn(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words[3],
                Long.parseLong(words[2]) / 1e9,
                cpuMillis() - before);
    }

    private double cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    private String ask(String order) {
        orders.println(order);
        try {
            String answer = answers.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(title(), e);
        }
        throw new IllegalStateException(title() + " ended");
    }

    private static Socket accepted(ServerSocket here, Process process) throws IOException {
        try {
            return here.accept();
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(title(), e);
        } finally {
            MailPostfix.end(process);
        }
    }
}
