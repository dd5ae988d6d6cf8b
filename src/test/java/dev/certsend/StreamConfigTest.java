package dev.certsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.export.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamConfigTest {
    @Test
    void nothing_is_streamed_unless_it_is_said_where_to() {
        Environment environment = new Environment(Map.of());
        assertThat(StreamConfig.read(environment)).isNull();
        assertThat(environment.faults()).isEmpty();
    }

    @Test
    void a_collector_has_ocsf_unless_json_lines_are_asked_for() {
        assertThat(StreamConfig.read(new Environment(
                        Map.of("AUDIT_STREAM", "https://logs.example.com/", "AUDIT_STREAM_TOKEN", "t0ken"))))
                .satisfies(settings -> {
                    assertThat(settings.format()).isEqualTo(Format.OCSF);
                    assertThat(settings.token()).isNotNull();
                });
        assertThat(StreamConfig.read(new Environment(Map.of("AUDIT_STREAM", "stdout", "AUDIT_STREAM_FORMAT", "jsonl"))))
                .satisfies(settings -> assertThat(settings.format()).isEqualTo(Format.JSONL));
    }

    @Test
    void what_is_wrong_names_its_variable() {
        assertThat(faults(Map.of("AUDIT_STREAM", "ftp://x"))).singleElement().satisfies(fault -> assertThat(fault)
                .startsWith("AUDIT_STREAM must be stdout, file:/path"));
        assertThat(faults(Map.of("AUDIT_STREAM", "stdout", "AUDIT_STREAM_FORMAT", "csv")))
                .containsExactly("AUDIT_STREAM_FORMAT must be ocsf or jsonl");
        assertThat(faults(Map.of("AUDIT_STREAM", "stdout", "AUDIT_STREAM_TOKEN", "t0ken")))
                .containsExactly("AUDIT_STREAM_TOKEN is for a collector, and AUDIT_STREAM is none: leave it out");
        assertThat(faults(Map.of("AUDIT_STREAM", "syslog://host?ca=/not/there")))
                .containsExactly("AUDIT_STREAM: the file of ca= can't be read");
    }

    private static List<String> faults(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        assertThat(StreamConfig.read(environment)).isNull();
        return environment.faults();
    }
}
