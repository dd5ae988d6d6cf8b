package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "stdout, stdout",
        "file:/var/log/audit.jsonl, file:/var/log/audit.jsonl",
        "file:/var/log/../audit.jsonl, file:/var/audit.jsonl",
        "syslog://logs.example.com, syslog://logs.example.com:6514",
        "syslog://logs.example.com:7000/, syslog://logs.example.com:7000",
        "syslog://[2001:db8::1]:6514, syslog://[2001:db8::1]:6514",
        "syslog+tcp://127.0.0.1:601, syslog+tcp://127.0.0.1:601",
        "https://logs.example.com/a/b?key=hidden, https://logs.example.com/a/b",
        "http://localhost:8088/x, http://localhost:8088/x",
    })
    void a_target_is_known_by_what_is_no_secret(String text, String key) {
        assertThat(StreamSettings.target(text).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stdout:x",
                "stderr",
                "file:audit.jsonl",
                "file:/",
                "syslog://",
                "syslog://host:0",
                "syslog://host:99999",
                "syslog://host?key=hidden",
                "syslog+tcp://logs.example.com:601",
                "syslog+tcp://localhost",
                "syslog+tcp://localhost:601?ca=/x",
                "syslog://host?ca=/not/there.pem",
                "https://user:hidden@logs.example.com/",
                "https://logs.example.com/#hidden",
                "http://logs.example.com/",
                "https:///path",
                "https://a b/hidden",
                "ftp://logs.example.com/",
            })
    void anything_else_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> StreamSettings.target(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(fault -> assertThat(fault.getMessage()).isNotBlank().doesNotContain("hidden"));
    }

    @Test
    void the_log_never_crosses_a_network_in_the_clear() {
        assertThatThrownBy(() -> StreamSettings.target("syslog+tcp://10.0.0.1:601"))
                .hasMessageContaining("use syslog://");
    }
}
