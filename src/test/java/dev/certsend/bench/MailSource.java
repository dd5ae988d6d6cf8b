package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the machine can do at most: Postfix's client, which makes nothing and reads nothing. */
final class MailSource implements MailTurns.Contestant {
    private static final long FIRST_LETTERS = 10_000;

    private final MailPostfix postfix;
    private final MailSink sink;
    private final int letterBytes;
    private final Path logs;
    private double perSecond;

    MailSource(MailPostfix postfix, MailSink sink, int letterBytes, Path logs) {
        this.postfix = postfix;
        this.sink = sink;
        this.letterBytes = letterBytes;
        this.logs = logs;
    }

    @Override
    public String title() {
        return "smtp-source";
    }

    /** It knows no time, so that it gets as many letters as it would have sent in that time the last time. */
    @Override
    public MailTurn turn(Duration time) {
        long letters = Math.max(FIRST_LETTERS, Math.round(perSecond * time.toMillis() / 1000));
        long began = System.nanoTime();
        double cpu = 0;
        try {
            Process process = postfix.source(sink.port(), letters, letterBytes, logs.resolve("smtp-source.out"));
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                cpu = Math.max(cpu, cpuMillis(process));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            perSecond = letters / seconds;
            boolean well = process.exitValue() == 0;
            return new MailTurn(letters, well ? 0 : letters, "see smtp-source.out.err in " + logs, seconds, cpu);
        } catch (IOException e) {
            throw new UncheckedIOException("no smtp-source", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double cpuMillis(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    @Override
    public void close() {}
}
