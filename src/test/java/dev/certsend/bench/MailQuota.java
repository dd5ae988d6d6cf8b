package dev.certsend.bench;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Which letters are to be sent in one turn, and how they fared. Safe for any number of threads. */
final class MailQuota {
    static final long NONE = -1;

    private final AtomicLong next;
    private final long end;
    private final BooleanSupplier goOn;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<String> firstFault = new AtomicReference<>("");

    private MailQuota(long first, long end, BooleanSupplier goOn) {
        this.next = new AtomicLong(first);
        this.end = end;
        this.goOn = goOn;
    }

    /** As many as can be begun in this time. */
    static MailQuota lasting(long first, long nanos) {
        long deadline = System.nanoTime() + nanos;
        return new MailQuota(first, Long.MAX_VALUE, () -> System.nanoTime() < deadline);
    }

    static MailQuota of(long first, long letters) {
        return new MailQuota(first, first + letters, () -> true);
    }

    /** The number of the next letter; {@link #NONE} when the turn is over. */
    long next() {
        if (!goOn.getAsBoolean()) {
            return NONE;
        }
        long number = next.getAndIncrement();
        return number < end ? number : NONE;
    }

    void accepted() {
        accepted.increment();
    }

    void failed(String why) {
        failed.increment();
        firstFault.compareAndSet("", why);
    }

    long acceptedCount() {
        return accepted.sum();
    }

    long failedCount() {
        return failed.sum();
    }

    /** Empty if all went well. */
    String firstFault() {
        return Objects.requireNonNullElse(firstFault.get(), "");
    }
}
