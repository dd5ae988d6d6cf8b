package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Starts a server several times, asks it for one thing, and leaves the last one running. */
final class Starts {
    private static final int TIMES = 3;

    private final List<Double> ready = new ArrayList<>();
    private final List<Double> first = new ArrayList<>();
    private final ServerProcess last;

    Starts(Supplier<ServerProcess> start, LongFunction<byte[]> requests) {
        for (int i = 1; i < TIMES; i++) {
            try (ServerProcess started = start.get()) {
                note(started, requests);
            }
        }
        last = start.get();
        note(last, requests);
    }

    ServerProcess last() {
        return last;
    }

    /** The middle one of all starts: milliseconds from the process's beginning to {@code /readyz}. */
    double readyMillis() {
        return middle(ready);
    }

    /** The middle one of all starts: milliseconds that the first request took. */
    double firstMillis() {
        return middle(first);
    }

    private void note(ServerProcess server, LongFunction<byte[]> requests) {
        ready.add(server.readyMillis());
        try (KeptConnection connection = new KeptConnection(server.port())) {
            long began = System.nanoTime();
            KeptConnection.Answer answer = connection.exchange(requests.apply(began));
            first.add((System.nanoTime() - began) / 1e6);
            if (answer.status() != 200 || !answer.body().isEmpty()) {
                throw new IllegalStateException("the first request was answered " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the first request was not answered", e);
        }
    }

    private static double middle(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
