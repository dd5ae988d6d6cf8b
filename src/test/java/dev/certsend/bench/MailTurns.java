package dev.certsend.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All contestants in turns of one run, each round begun by another one, so that whatever else the machine does falls on all. */
final class MailTurns {
    private final MailSink sink;
    private final List<? extends Contestant> contestants;
    private final Map<Contestant, List<MailTurn>> turns = new LinkedHashMap<>();
    private final List<String> untrue = new ArrayList<>();

    /** Somebody who sends letters. */
    interface Contestant extends AutoCloseable {
        String title();

        MailTurn turn(Duration time);

        @Override
        void close();
    }

    MailTurns(MailSink sink, List<? extends Contestant> contestants) {
        this.sink = sink;
        this.contestants = contestants;
        contestants.forEach(each -> turns.put(each, new ArrayList<>()));
    }

    /** The JVMs' first seconds count for the check alone. */
    void warmUp(Duration time, int rounds) {
        run(time, rounds);
        turns.values().forEach(List::clear);
    }

    void run(Duration time, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get((round + i) % contestants.size());
                long before = sink.letters();
                MailTurn turn = contestant.turn(time);
                check(contestant.title(), turn, sink.settledLetters() - before);
                turns.getOrDefault(contestant, new ArrayList<>()).add(turn);
                System.out.printf(
                        "%-34s %6.0f letters/s %.3f ms CPU each%n",
                        contestant.title(), turn.perSecond(), turn.cpuEach());
            }
        }
    }

    /** A letter that failed is no letter, and what we count must be what the server counts. */
    void check(String title, MailTurn turn, long atTheServer) {
        if (turn.failed() > 0) {
            untrue.add(title + ": " + turn.failed() + " letters failed, the first with: " + turn.fault());
        }
        if (turn.accepted() != atTheServer) {
            untrue.add(title + " counts " + turn.accepted() + " letters, smtp-sink " + atTheServer);
        }
    }

    /** Empty if all figures hold. */
    List<String> untrue() {
        return List.copyOf(untrue);
    }

    List<MailTurn> of(Contestant contestant) {
        return List.copyOf(turns.getOrDefault(contestant, List.of()));
    }

    double median(Contestant contestant, ToDoubleFunction<MailTurn> figure) {
        double[] sorted = of(contestant).stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElse(Double.NaN);
    }
}
