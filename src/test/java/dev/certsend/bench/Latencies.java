package dev.certsend.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How long answers took, each from the moment its request was meant to be sent. */
final class Latencies {
    private final long[] sortedNanos;
    private final int right;
    private final int wrong;
    private final double generatorCpuMillis;

    /**
     * Sorts what was measured.
     *
     * @param right answers that were as they should be
     * @param wrong answers that were not, or none
     * @param generatorCpuMillis what the load generator's own threads used
     */
    Latencies(long[] nanos, int right, int wrong, double generatorCpuMillis) {
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
        this.right = right;
        this.wrong = wrong;
        this.generatorCpuMillis = generatorCpuMillis;
    }

    /** Of what all went right, measured by somebody else. */
    static Latencies of(long[] nanos) {
        return new Latencies(nanos, nanos.length, 0, 0);
    }

    static Latencies together(List<Latencies> parts) {
        long[] all = parts.stream()
                .flatMapToLong(part -> LongStream.of(part.sortedNanos))
                .toArray();
        return new Latencies(
                all,
                parts.stream().mapToInt(Latencies::right).sum(),
                parts.stream().mapToInt(Latencies::wrong).sum(),
                parts.stream().mapToDouble(Latencies::generatorCpuMillis).sum());
    }

    int right() {
        return right;
    }

    int wrong() {
        return wrong;
    }

    double generatorCpuMillis() {
        return generatorCpuMillis;
    }

    int count() {
        return sortedNanos.length;
    }

    /** In milliseconds; 1 is the longest. */
    double quantile(double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int place = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, place)] / 1e6;
    }

    double p50() {
        return quantile(0.5);
    }

    double p99() {
        return quantile(0.99);
    }

    double longest() {
        return quantile(1);
    }
}
