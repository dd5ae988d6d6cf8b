package dev.certsend.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the program made of two submissions, one to a single person and one to twenty: their rows while they wait for a worker,
 * and when all of it is done.
 *
 * @param letterBytes of such a letter, as the mail server got it
 */
record DeliverySamples(DeliveryRows one, DeliveryRows twenty, DeliveryRows oneFinished, int letterBytes) {
    private static final int MANY = 20;
    private static final String MODE = System.getProperty("bench.mode", "attachment");
    private static final String FORM_MODE = "\"attachment\"";
    private static final String FORM_RECIPIENT = "bob@example.com";

    /** Fills the empty database with people and orders too. */
    static DeliverySamples make(Surroundings around, Path logs) throws IOException {
        try (DeliverySink sink = new DeliverySink()) {
            Map<String, String> environment = new HashMap<>(around.environment());
            environment.put("SMTP_URL", sink.smtpUrl(1));
            environment.put("SEND_DELAY", "0s");
            String one;
            String twenty;
            DeliveryRows oneWaiting;
            DeliveryRows twentyWaiting;
            try (ServerProcess web = ServerProcess.start(
                    List.of("dev.certsend.Main", "serve", "web"), environment, logs.resolve("web.log"))) {
                DownloadTable.fill(around, 0, DeliveryRows.ORDERS);
                // As their certificates have them; and CertCentral, which has none of them, is not to be believed.
                around.execute("UPDATE cert_order SET synced_at = now() + interval '1 day', "
                        + "names = ARRAY[common_name, 'www.' || common_name, 'api.' || common_name]");
                around.people();
                one = submitted(around, web, 1);
                twenty = submitted(around, web, MANY);
                oneWaiting = DeliveryRows.of(around, one);
                twentyWaiting = DeliveryRows.of(around, twenty);
            }
            try (DeliveryWorker ignored = new DeliveryWorker(around, sink.smtpUrl(1), logs)) {
                await(
                        "the first letters",
                        () -> around.number("SELECT count(*) FROM delivery WHERE state = 'accepted'") == MANY + 1
                                && around.number(
                                                "SELECT count(*) FROM confirmation WHERE due_at IS NOT NULL OR posting_until IS NOT NULL")
                                        == 0);
            }
            int bytes = sink.taken(recipient(1, 0)).orElseThrow().bytes();
            return new DeliverySamples(oneWaiting, twentyWaiting, DeliveryRows.of(around, one), bytes);
        }
    }

    /** The template of a submission to these people, made once the program has opened its form. */
    static String filled(SlackForms forms, List<String> recipients) {
        return forms.filled()
                .replace(encoded(FORM_MODE), encoded("\"" + MODE + "\""))
                .replace(encoded(FORM_RECIPIENT), encoded(String.join("\\n", recipients)));
    }

    static void await(String what, BooleanSupplier done) {
        if (!isSoon(done)) {
            throw new IllegalStateException("nothing came of " + what);
        }
    }

    /** Waits for it, a minute at most. */
    static boolean isSoon(BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    private static String submitted(Surroundings around, ServerProcess web, int recipients) throws IOException {
        SlackForms forms = new SlackForms(around.slack(), List.of(DeliveryRows.FIRST_ORDER));
        SlackRequest request = new SlackRequest(around.signingSecret());
        long before = around.number("SELECT count(*) FROM send");
        try (KeptConnection connection = new KeptConnection(web.port())) {
            connection.exchange(request.of(forms.command(System.nanoTime())));
            await("the form", () -> around.slack().takeForms().count() > 0);
            String filled = filled(
                    forms,
                    IntStream.range(0, recipients)
                            .mapToObj(i -> recipient(recipients, i))
                            .collect(Collectors.toList()));
            connection.exchange(request.of(forms.submission(filled)));
        }
        await("the submission", () -> around.number("SELECT count(*) FROM send") == before + 1);
        return around.text("SELECT send_id FROM send ORDER BY requested_at DESC LIMIT 1");
    }

    /** Nobody gets the same certificate twice: the form would ask whether that is meant. */
    private static String recipient(int of, int i) {
        return String.format(Locale.ROOT, "%02d-of-%02d-%s", i, of, FORM_RECIPIENT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
