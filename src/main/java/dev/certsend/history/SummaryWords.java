package dev.certsend.history;

import dev.certsend.audit.Action;
import dev.certsend.letter.Mode;
import dev.certsend.slack.FileToSend;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.OneLine;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A summary in words: for the message, for those who don't see the picture, and on the picture. */
final class SummaryWords {
    private static final int MOST_NAME = 26;

    private final Words words;

    SummaryWords(Words words) {
        this.words = words;
    }

    /**
     * How many, of what.
     *
     * @param shown the count as it is written
     */
    record Line(String label, long count, String shown) {}

    private Line line(String label, long count) {
        return new Line(label, count, words.say("summary.count", Map.of("count", count)));
    }

    String title(Summary summary) {
        return words.say(
                summary.ofSends() ? "summary.title" : "summary.title.entries",
                Map.of(
                        "count", summary.count(),
                        "from", words.day(summary.from()),
                        "to", words.day(summary.to())));
    }

    String timesTitle(Summary summary) {
        return words.say(summary.span() == Summary.Span.WEEK ? "summary.weeks" : "summary.months");
    }

    String modesTitle() {
        return words.say("summary.modes");
    }

    String actionsTitle() {
        return words.say("summary.actions");
    }

    String peopleTitle() {
        return words.say("summary.people");
    }

    String ordersTitle() {
        return words.say("summary.orders");
    }

    /** By the first day of each. */
    List<Line> times(Summary summary) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern(
                summary.span() == Summary.Span.WEEK ? "d MMM" : "MMM yy",
                words.language().locale());
        return summary.times().stream()
                .map(time -> line(day.format(LocalDate.parse(time.key())), time.count()))
                .toList();
    }

    List<Line> modes(Summary summary) {
        return summary.modes().stream()
                .map(mode -> line(
                        Mode.of(mode.key())
                                .map(known -> words.say(known.words()))
                                .orElse(mode.key()),
                        mode.count()))
                .toList();
    }

    List<Line> actions(Summary summary) {
        return summary.actions().stream()
                .map(action -> line(action(action.key()), action.count()))
                .toList();
    }

    private String action(String text) {
        return Action.of(text)
                .map(Action::words)
                .filter(words::has)
                .map(words::say)
                .orElse(text);
    }

    /** By their names. */
    List<Line> people(Summary summary) {
        return summary.people().stream()
                .map(person -> line(name(person), person.count()))
                .toList();
    }

    /** By the names of their certificates. */
    List<Line> orders(Summary summary) {
        return summary.orders().stream()
                .map(order -> line(name(order), order.count()))
                .toList();
    }

    private static String name(Summary.Share share) {
        return OneLine.of(share.name() == null ? share.key() : share.name(), MOST_NAME);
    }

    /** What the message says, a paragraph each: with people and orders as Slack names and finds them. */
    List<String> paragraphs(Summary summary) {
        List<String> all = new ArrayList<>();
        all.add("*" + title(summary) + "*");
        if (summary.count() > 0) {
            all.add(paragraph(timesTitle(summary), times(summary)));
            all.add(paragraph(modesTitle(), modes(summary)));
            all.add(paragraph(actionsTitle(), actions(summary)));
            all.add(paragraph(
                    peopleTitle(),
                    summary.people().stream()
                            .map(person -> line(Mrkdwn.person(person.key()), person.count()))
                            .toList()));
            all.add(paragraph(
                    ordersTitle(),
                    summary.orders().stream()
                            .map(order -> line(order.key() + named(order), order.count()))
                            .toList()));
        }
        return all;
    }

    private static String named(Summary.Share order) {
        return order.name() == null ? "" : " " + Mrkdwn.code(OneLine.of(order.name(), MOST_NAME * 2));
    }

    private static String paragraph(String title, List<Line> lines) {
        return "*" + title + "*\n"
                + lines.stream().map(line -> line.label() + ": " + line.shown()).collect(Collectors.joining(" · "));
    }

    /** What the picture shows, in one paragraph: people and orders last, as they may have to be cut. */
    String altText(Summary summary) {
        String all = title(summary) + ". "
                + sentence(timesTitle(summary), times(summary))
                + sentence(modesTitle(), modes(summary))
                + sentence(actionsTitle(), actions(summary))
                + sentence(peopleTitle(), people(summary))
                + sentence(ordersTitle(), orders(summary));
        return Mrkdwn.cut(all.strip(), FileToSend.MOST_ALT_TEXT);
    }

    private static String sentence(String title, List<Line> lines) {
        return lines.isEmpty()
                ? ""
                : title + ": "
                        + lines.stream()
                                .map(line -> line.label() + " " + line.shown())
                                .collect(Collectors.joining(", "))
                        + ". ";
    }
}
