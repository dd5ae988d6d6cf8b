package dev.certsend.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the time of the answer tells apart links that never were, that have expired, and that were revoked: ten thousand
 * tries of each, one of each kind in turn and in any order, over kept connections. About two minutes: {@code mvn -q
 * test-compile exec:java -Dexec.mainClass=dev.certsend.bench.TimingBench}.
 */
public final class TimingBench {
    private static final int TRIES = Integer.getInteger("bench.tries", 10_000);
    private static final int WARM_UP = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int LINKS = 1_000;

    /** Of the chance that one kind takes longer than the other: what is further from a half than this is no chance. */
    private static final double SUSPICIOUS = 3.3;

    private enum Kind {
        UNKNOWN,
        EXPIRED,
        REVOKED
    }

    private final int port;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Kind, List<Long>> nanos = new HashMap<>();

    private TimingBench(int port) {
        this.port = port;
        for (Kind kind : Kind.values()) {
            nanos.put(kind, Collections.synchronizedList(new ArrayList<>()));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path log = Files.createTempFile("cert-send-bench", ".log");
        try (Surroundings around = new Surroundings(1)) {
            Map<String, String> environment = new HashMap<>(around.environment());
            environment.put("TRUSTED_PROXIES", "private");
            try (ServerProcess program = ServerProcess.start(List.of("dev.certsend.Main", "serve"), environment, log)) {
                links(around);
                TimingBench bench = new TimingBench(program.port());
                bench.run(WARM_UP);
                bench.nanos.values().forEach(List::clear);
                bench.run(TRIES);
                bench.report();
            }
        }
    }

    /** The program knows their tokens by their hashes alone, as ever. */
    private static void links(Surroundings around) {
        for (Kind kind : List.of(Kind.EXPIRED, Kind.REVOKED)) {
            String ended = kind == Kind.EXPIRED ? "now() - interval '1 day', NULL" : "now() + interval '1 day', now()";
            around.execute("""
                    INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id,
                        certificate_id, certificate_name, mode, message)
                    SELECT md5('%1$s' || i)::uuid, 'T', '%1$s' || i, 'U', 'Bench', 'en', 1, 1, 'www.example.com',
                        'downloadlink', '' FROM generate_series(0, %2$d) i""".formatted(kind, LINKS - 1));
            around.execute("""
                    INSERT INTO delivery (delivery_id, send_id, position, recipient, state)
                    SELECT md5('%1$s' || i)::uuid, md5('%1$s' || i)::uuid, 0, 'a@example.com', 'accepted'
                    FROM generate_series(0, %2$d) i""".formatted(kind, LINKS - 1));
            around.execute("""
                    INSERT INTO link (link_id, delivery_id, token_sha256, expires_at, revoked_at)
                    SELECT md5('%1$s' || i)::uuid, md5('%1$s' || i)::uuid, sha256(rpad('%1$s' || i, 43, 'x')::bytea), %3$s
                    FROM generate_series(0, %2$d) i""".formatted(kind, LINKS - 1, ended));
        }
        around.execute("VACUUM ANALYZE");
    }

    private void run(int tries) {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(CompletableFuture.runAsync(() -> ask(tries / CONNECTIONS), threads));
        }
        all.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void ask(int tries) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        Random random = new Random();
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int i = 0; i < tries; i++) {
                Collections.shuffle(kinds, random);
                for (Kind kind : kinds) {
                    byte[] request = request(kind, random.nextInt(LINKS));
                    long began = System.nanoTime();
                    KeptConnection.Answer answer = connection.exchange(request);
                    nanos.getOrDefault(kind, List.of()).add(System.nanoTime() - began);
                    if (answer.status() != 404) {
                        throw new IllegalStateException("answered " + answer.status());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the connection broke", e);
        }
    }

    /** Each from an address of its own, so that no limit is met. */
    private byte[] request(Kind kind, int link) {
        String token = (kind.name() + link + "x".repeat(43)).substring(0, 43);
        int from = asked.incrementAndGet();
        return ("GET /d/" + token + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 2001:db8:"
                        + Integer.toHexString(from >>> 16) + ":" + Integer.toHexString(from & 0xffff) + "::1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void report() {
        Map<Kind, long[]> sorted = new HashMap<>();
        nanos.forEach((kind, taken) -> sorted.put(
                kind, taken.stream().mapToLong(Long::longValue).sorted().toArray()));
        sorted.forEach((kind, taken) -> {
            Latencies latencies = Latencies.of(taken);
            say("%s: %d tries, median %.3f ms, p99 %.3f ms", kind, taken.length, latencies.p50(), latencies.p99());
        });
        compare(sorted, Kind.UNKNOWN, Kind.EXPIRED);
        compare(sorted, Kind.UNKNOWN, Kind.REVOKED);
        compare(sorted, Kind.EXPIRED, Kind.REVOKED);
    }

    /** The probability that one of the first takes longer than one of the second (Mann and Whitney's U over n*m). */
    private static void compare(Map<Kind, long[]> sorted, Kind one, Kind other) {
        long[] first = sorted.getOrDefault(one, new long[0]);
        long[] second = sorted.getOrDefault(other, new long[0]);
        double longer = 0;
        for (long taken : first) {
            longer += (below(second, taken) + below(second, taken + 1)) / 2.0;
        }
        double product = (double) first.length * second.length;
        double probability = longer / product;
        double error = Math.sqrt((first.length + second.length + 1) / (12 * product));
        double away = (probability - 0.5) / error;
        say(
                "%s longer than %s: probability %.4f, standard error %.4f, %.1f errors from a half: %s",
                one, other, probability, error, away, Math.abs(away) < SUSPICIOUS ? "the same" : "DIFFERENT");
    }

    private static int below(long[] sorted, long value) {
        int place = Arrays.binarySearch(sorted, value);
        while (place > 0 && sorted[place - 1] == value) {
            place--;
        }
        return place < 0 ? -place - 1 : place;
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
