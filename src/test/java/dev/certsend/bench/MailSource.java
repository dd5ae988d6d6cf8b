package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the machine can do at most: Postfix's client, which makes nothing and reads nothing. */
final class MailSource implements MailTurns.Contestant {
    private final MailPostfix postfix;
    private final MailSink sink;
    private final int letterBytes;
    private final Path logs;

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

    /** The server's count is the only one there is. */
    @Override
    public MailTurn turn(Duration time) {
        long before = sink.letters();
        long began = System.nanoTime();
        try {
            Process process =
                    postfix.source(sink.port(), MailWay.CONNECTIONS, letterBytes, logs.resolve("smtp-source.out"));
            boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
            double seconds = (System.nanoTime() - began) / 1e9;
            MailPostfix.end(process);
            if (ended) {
                throw new IllegalStateException("smtp-source ended by itself, see " + logs);
            }
            return new MailTurn(sink.settledLetters() - before, 0, "", seconds, cpu);
        } catch (IOException e) {
            throw new UncheckedIOException("no smtp-source", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {}
}
