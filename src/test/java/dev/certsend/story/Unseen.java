package dev.certsend.story;

import dev.certsend.playground.slack.ApiCall;
import dev.certsend.playground.slack.LocalSlack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What nobody in a story is told: what Slack refuses, and what the operator reads. It listens until it is closed. */
final class Unseen implements AutoCloseable {
    private static final Set<String> GONE = Set.of("hash_conflict", "not_found");

    private final LocalSlack slack;
    private int complaints;
    private int calls;
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    Unseen(LocalSlack slack) {
        this.slack = slack;
        this.complaints = slack.complaints().size();
        this.calls = slack.calls().size();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    /** What was refused so far was asked for. */
    void forgive() {
        complaints = slack.complaints().size();
        calls = slack.calls().size();
    }

    /** All that Slack refused since; not that a view was closed or has changed, which is nobody's fault. */
    List<String> refused() {
        Stream<String> answers = slack.calls().stream()
                .skip(calls)
                .filter(call -> !call.isOk() && !GONE.contains(call.error()))
                .map(ApiCall::answer)
                .map(Object::toString);
        return Stream.concat(slack.complaints().stream().skip(complaints), answers)
                .toList();
    }

    /** The lines that the operator reads since, with these words in them. */
    List<String> logged(String words) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(words))
                .toList();
    }

    @Override
    public void close() {
        System.setOut(out);
    }
}
