package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator reads of a collector that is down. */
class StreamLogTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.out;
    private long nanos;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setOut(before);
    }

    @Test
    void an_outage_is_one_warning_and_one_line_when_it_is_over() {
        try (SealedTables tables = new SealedTables();
                CollectorServer collector = new CollectorServer()) {
            tables.append(Entry.ofProgram(Action.PROGRAM_STARTED));
            tables.seal();
            StreamSettings settings = new StreamSettings(StreamSettings.target(collector.url()), Format.JSONL, null);
            Stream stream = new Stream(tables.jdbi(), settings, Sink.of(settings), () -> nanos);
            for (int fault = 0; fault < 3; fault++) {
                collector.next(CollectorServer.answering(503));
                stream.turn();
                nanos += Duration.ofMinutes(1).toNanos();
            }
            stream.turn();
            String logged = log.toString(StandardCharsets.UTF_8);
            assertThat(logged)
                    .containsOnlyOnce("can't be streamed to http://localhost:")
                    .containsOnlyOnce("it answered 503")
                    .containsOnlyOnce("is streamed to http://localhost:")
                    .doesNotContain("source=cert-send");
        }
    }
}
