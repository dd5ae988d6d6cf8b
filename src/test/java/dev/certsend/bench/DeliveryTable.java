package dev.certsend.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All turns of all contestants, and what they come to in Markdown. */
final class DeliveryTable {
    private final Map<String, List<DeliveryTurn>> turns = new LinkedHashMap<>();

    void add(String contestant, DeliveryTurn turn) {
        turns.computeIfAbsent(contestant, each -> new ArrayList<>()).add(turn);
        System.out.printf(Locale.ROOT, "%s: %.0f/s%n", contestant, turn.perSecond());
    }

    boolean has(String contestant) {
        return turns.containsKey(contestant);
    }

    double median(String contestant, ToDoubleFunction<DeliveryTurn> figure) {
        double[] sorted = turns.getOrDefault(contestant, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double perSecond(String contestant) {
        return median(contestant, DeliveryTurn::perSecond);
    }

    String markdown() {
        return """
                | | letters/s, median | every turn | first letter after | CPU of the workers, or of Postfix | CPU of PostgreSQL | writing transactions | WAL |
                | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |
                """ + turns.keySet().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(String contestant) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %.0f ms |",
                contestant,
                perSecond(contestant),
                turns.getOrDefault(contestant, List.of()).stream()
                        .map(turn -> String.format(Locale.ROOT, "%.0f", turn.perSecond()))
                        .collect(Collectors.joining(" ")),
                1000 * median(contestant, DeliveryTurn::untilFirst));
        row += String.format(Locale.ROOT, " %.2f ms |", each(contestant, DeliveryTurn::workerMillis));
        boolean ours = median(contestant, DeliveryTurn::commits) > 0;
        return row
                + (ours
                        ? String.format(
                                Locale.ROOT,
                                " %.2f ms | %.2f | %.0f bytes |",
                                each(contestant, DeliveryTurn::databaseMillis),
                                each(contestant, DeliveryTurn::commits),
                                each(contestant, DeliveryTurn::walBytes))
                        : " | | |");
    }

    /** For one letter. */
    private double each(String contestant, ToDoubleFunction<DeliveryTurn> figure) {
        return median(contestant, turn -> figure.applyAsDouble(turn) / turn.letters());
    }
}
