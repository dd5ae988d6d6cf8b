package dev.certsend.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;

/** How soon a letter is at the mail server after somebody pressed <em>Send</em>, when there is nothing else to do. */
final class DeliveryIdle {
    private static final int PER_SECOND = 5;
    private static final int WARM_UP_PER_SECOND = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final String RECIPIENT = "recipient-0@example.net";

    private final Surroundings around;
    private final Path logs;
    private final Queue<Long> asked = new ConcurrentLinkedQueue<>();

    DeliveryIdle(Surroundings around, Path logs) {
        this.around = around;
        this.logs = logs;
    }

    /** One submission every 200 ms, each to somebody of its own; the time is from the moment it was meant to be posted. */
    Latencies measure(Duration length, List<String> untrue) throws IOException {
        try (DeliverySink sink = new DeliverySink()) {
            Map<String, String> environment = new HashMap<>(around.environment());
            environment.put("SMTP_URL", sink.smtpUrl(MailWay.CONNECTIONS));
            environment.put("SEND_DELAY", "0s");
            try (ServerProcess program =
                    ServerProcess.start(List.of("dev.certsend.Main", "serve"), environment, logs.resolve("idle.log"))) {
                LongFunction<byte[]> submissions = submissions(program);
                arrivals(sink, new Load(program.port(), WARM_UP_PER_SECOND, WARM_UP, submissions), new ArrayList<>());
                return arrivals(sink, new Load(program.port(), PER_SECOND, length, submissions), untrue);
            }
        }
    }

    private Latencies arrivals(DeliverySink sink, Load load, List<String> untrue) {
        asked.clear();
        Latencies acks = LoadGenerator.run(load);
        long lost = DeliverySamples.isSoon(() -> missing(sink) == 0) ? 0 : missing(sink);
        List<DeliverySink.Taken> taken = asked.stream()
                .flatMap(due -> sink.taken(recipient(due)).stream())
                .toList();
        long twice = taken.stream().filter(letter -> letter.times() > 1).count();
        if (acks.wrong() > 0 || lost > 0 || twice > 0 || asked.size() != load.count()) {
            untrue.add("idle: " + acks.wrong() + " submissions without an ack, " + lost + " letters that never came, "
                    + twice + " that came twice");
        }
        return Latencies.of(asked.stream()
                .flatMapToLong(due -> sink.taken(recipient(due)).stream().mapToLong(letter -> letter.atNanos() - due))
                .toArray());
    }

    private long missing(DeliverySink sink) {
        return asked.stream()
                .filter(due -> sink.taken(recipient(due)).isEmpty())
                .count();
    }

    private LongFunction<byte[]> submissions(ServerProcess program) throws IOException {
        List<Long> orders = around.numbers("SELECT order_id FROM cert_order WHERE order_id >= "
                + DeliveryRows.FIRST_ORDER + " AND sendable ORDER BY order_id");
        SlackForms forms = new SlackForms(around.slack(), orders);
        SlackRequest request = new SlackRequest(around.signingSecret());
        try (KeptConnection connection = new KeptConnection(program.port())) {
            connection.exchange(request.of(forms.command(System.nanoTime())));
        }
        DeliverySamples.await("the form", () -> around.slack().takeForms().count() > 0);
        String filled = DeliverySamples.filled(forms, List.of(RECIPIENT));
        return due -> {
            asked.add(due);
            return request.of(forms.submission(filled).replace("recipient-0", "recipient-" + due));
        };
    }

    private static String recipient(long due) {
        return RECIPIENT.replace("-0", "-" + due);
    }
}
