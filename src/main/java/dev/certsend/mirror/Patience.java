package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralFault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call of CertCentral again when it failed in a way that may pass: after the time CertCentral asks for, else after 1
 * s, doubling up to a minute. At most ten times in a row, some five minutes, before the sync ends.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final int MOST_AGAIN = 10;
    private static final Duration LONGEST_OWN = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final Pause pause;
    private final SyncWatch watch;

    Patience(Pause pause, SyncWatch watch) {
        this.pause = pause;
        this.watch = watch;
    }

    <T> T call(Supplier<T> call) {
        return call(call, answer -> Optional.empty());
    }

    /**
     * @param lack what the answer lacks to be whole; one that lacks something is asked for again
     * @throws CertCentralFault the answer is that there is no such order
     * @throws SyncFailed no whole answer was to be had, or the program stops
     */
    <T> T call(Supplier<T> call, Function<T, Optional<String>> lack) {
        for (int faults = 1; ; faults++) {
            String reason;
            Optional<Duration> asked = Optional.empty();
            try {
                T answer = call.get();
                Optional<String> lacking = lack.apply(answer);
                if (lacking.isEmpty()) {
                    return answer;
                }
                watch.faulty(CertCentralFault.Kind.UNREADABLE);
                reason = lacking.get();
            } catch (CertCentralFault fault) {
                reason = worthwhile(fault);
                asked = fault.retryAfter();
            }
            if (faults > MOST_AGAIN) {
                throw new SyncFailed(reason + " (" + faults + " times in a row; what was read is kept)");
            }
            if (faults == 1) {
                LOG.info("{}; the same again soon, {} times at most", reason, MOST_AGAIN);
            }
            pass(length(faults, asked));
        }
    }

    private String worthwhile(CertCentralFault fault) {
        if (fault.kind() == CertCentralFault.Kind.NOT_FOUND) {
            throw fault;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw SyncFailed.stopped(fault);
        }
        watch.faulty(fault.kind());
        if (!fault.worthRetrying()) {
            throw new SyncFailed(String.valueOf(fault.getMessage()), fault);
        }
        return String.valueOf(fault.getMessage());
    }

    private void pass(Duration span) {
        try {
            pause.pass(span);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailed.stopped(e);
        }
    }

    private static Duration length(int faults, Optional<Duration> asked) {
        Duration own = Duration.ofSeconds(1L << Math.min(faults - 1, 10));
        Duration bounded = own.compareTo(LONGEST_OWN) > 0 ? LONGEST_OWN : own;
        return asked.map(wanted -> wanted.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wanted)
                .orElse(bounded);
    }
}
