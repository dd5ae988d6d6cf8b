package dev.certsend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: each figure beside the empty server's and beside what it is to reach. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    Report() {
        lines.add("| what | cert-send | empty server | ratio | to reach |");
        lines.add("| --- | ---: | ---: | ---: | --- |");
    }

    /** Both measured in one run. */
    Report both(String what, Number ours, Number empty, String unit, String reach) {
        String ratio = String.format(Locale.ROOT, "%.1f", ours.doubleValue() / empty.doubleValue());
        return line(what, figure(ours, unit), figure(empty, unit), ratio, reach);
    }

    /** What an empty server has no like of. */
    Report ours(String what, Number ours, String unit, String reach) {
        return line(what, figure(ours, unit), "", "", reach);
    }

    String markdown() {
        return String.join("\n", lines);
    }

    private Report line(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    static String figure(Number number, String unit) {
        boolean whole = number instanceof Integer || number instanceof Long;
        return (whole ? number.toString() : String.format(Locale.ROOT, "%.2f", number.doubleValue()))
                + (unit.isEmpty() ? "" : " " + unit);
    }
}
