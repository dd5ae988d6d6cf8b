package dev.certsend.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of all turns in Markdown, ours beside the better of the rival's two ways. */
final class MailTable {
    private final MailTurns turns;
    private final List<MailTurns.Contestant> contestants;

    MailTable(MailTurns turns, List<MailTurns.Contestant> contestants) {
        this.turns = turns;
        this.contestants = contestants;
    }

    String markdown() {
        MailTurns.Contestant rival = contestants.stream()
                .filter(each -> each.title().startsWith("Simple Java Mail"))
                .max(Comparator.comparingDouble(this::rate))
                .orElseThrow();
        String rows = contestants.stream().map(each -> row(each, rate(rival))).collect(Collectors.joining("\n"));
        return """
                | four connections | letters/s, median | of the better rival | CPU each | every turn, letters/s |
                | --- | ---: | ---: | ---: | --- |
                """ + rows;
    }

    private String row(MailTurns.Contestant contestant, double rival) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %.3f ms | %s |",
                contestant.title(),
                rate(contestant),
                rate(contestant) / rival,
                turns.median(contestant, MailTurn::cpuEach),
                turns.of(contestant).stream()
                        .map(turn -> String.format(Locale.ROOT, "%.0f", turn.perSecond()))
                        .collect(Collectors.joining(" ")));
    }

    private double rate(MailTurns.Contestant contestant) {
        return turns.median(contestant, MailTurn::perSecond);
    }
}
