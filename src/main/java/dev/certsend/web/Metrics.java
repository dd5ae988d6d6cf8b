package dev.certsend.web;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What Prometheus may ask: {@code GET /metrics}. No name of a person, an order or an address is among it. */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer acks;
    private final Map<Visit, Counter> visits = new EnumMap<>(Visit.class);
    private final Counter ordersRead;
    private final Counter ordersWritten;

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        acks = Timer.builder("certsend_slack_ack")
                .description("time from a request of Slack's to our answer; Slack waits 3 s")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3))
                .register(registry);
        for (Visit visit : Visit.values()) {
            visits.put(
                    visit,
                    Counter.builder("certsend_link_visits")
                            .description("requests to download links, by what became of them")
                            .tag("outcome", visit.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        ordersRead = Counter.builder("certsend_mirror_orders_read")
                .description("orders that syncs of this process read from CertCentral")
                .register(registry);
        ordersWritten = Counter.builder("certsend_mirror_orders_written")
                .description("those of them that were new or had changed")
                .register(registry);
    }

    /** Slack got its answer after so long. */
    public void acked(long nanos) {
        acks.record(Duration.ofNanos(nanos));
    }

    /** What became of a request to a download link. */
    public enum Visit {
        /** The page was shown, or its head. */
        PAGE,
        /** A file was given, or its head. */
        FILE,
        /** There was nothing: no such link or file, or one that has ended. */
        MISS,
        /** There were too many. */
        LIMITED,
        /** It was no request for a link, or for a download that only a press takes, or for one more than there are. */
        REFUSED,
        /** The database did not answer. */
        FAILED
    }

    /** A download link was asked for. */
    public void visited(Visit visit) {
        Objects.requireNonNull(visits.get(visit)).increment();
    }

    /** How old the mirror is, asked at every scrape; empty when it was never filled, which shows as NaN. */
    public void mirrorAge(Supplier<Optional<Duration>> age) {
        Gauge.builder(
                        "certsend_mirror_age",
                        () -> age.get().map(span -> span.toMillis() / 1000.0).orElse(Double.NaN))
                .baseUnit("seconds")
                .description("time since a sync of the mirror last came to a good end")
                .register(registry);
    }

    /** A sync read so many orders, and wrote so many of them. */
    public void mirrored(int read, int written) {
        ordersRead.increment(read);
        ordersWritten.increment(written);
    }

    /** A call of a sync's failed so. */
    public void syncFault(String kind) {
        Counter.builder("certsend_mirror_sync_faults")
                .description(
                        "calls of CertCentral by syncs of this process that failed, those that were made again included")
                .tag("kind", kind)
                .register(registry)
                .increment();
    }

    /** Prometheus' own text format. */
    public void scrape(Context request) {
        request.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
    }
}
