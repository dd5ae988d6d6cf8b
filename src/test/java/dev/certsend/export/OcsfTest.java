package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.certsend.audit.Action;
import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables are what OCSF 1.4.0 asks of the two classes and their objects. */
class OcsfTest {
    private static final List<String> REQUIRED = List.of(
            "activity_id",
            "category_uid",
            "class_uid",
            "type_uid",
            "time",
            "severity_id",
            "metadata",
            "metadata.version",
            "metadata.product");
    private static final Map<Integer, List<String>> REQUIRED_OF_CLASS = Map.of(
            4009, List.of("email", "direction_id"),
            6003, List.of("actor", "api", "api.operation", "src_endpoint"));
    private static final Map<Integer, Set<Integer>> ACTIVITIES =
            Map.of(4009, Set.of(0, 1, 2, 3, 4, 99), 6003, Set.of(0, 1, 2, 3, 4, 99));
    private static final Map<String, Set<Integer>> ENUMS = Map.of(
            "severity_id", Set.of(0, 1, 2, 3, 4, 5, 6, 99),
            "status_id", Set.of(0, 1, 2, 99),
            "direction_id", Set.of(0, 1, 2, 3, 99));
    private static final Map<String, List<String>> AT_LEAST_ONE = Map.of(
            "email", List.of("from", "to"),
            "actor", List.of("process", "user", "invoked_by", "session", "app_name", "app_uid"),
            "actor.user", List.of("account", "name", "uid"),
            "src_endpoint", List.of("ip", "uid", "name", "hostname", "svc_name", "instance_uid", "domain"),
            "metadata.product", List.of("name", "uid"));
    private static final Map<Integer, Set<String>> KNOWN = Map.of(
            4009, Set.of("email", "direction_id", "actor", "src_endpoint"),
            6003, Set.of("actor", "api", "src_endpoint", "http_request", "resources"));
    private static final Set<String> KNOWN_OF_ALL = Set.of(
            "activity_id",
            "activity_name",
            "category_uid",
            "class_uid",
            "type_uid",
            "time",
            "severity_id",
            "status_id",
            "status",
            "status_detail",
            "metadata",
            "unmapped");

    @ParameterizedTest
    @EnumSource(Action.class)
    void every_action_is_an_event_the_schema_takes(Action action) throws IOException {
        for (RecordedEntry entry :
                List.of(Samples.full(action), Samples.blotted(action), Samples.bare(action.text()))) {
            isTaken(event(entry));
        }
    }

    @Test
    void an_action_of_a_newer_version_is_one_too() throws IOException {
        JsonNode event = event(Samples.bare("moon.reached"));
        isTaken(event);
        assertThat(event.at("/activity_id").asInt()).isEqualTo(99);
        assertThat(event.at("/activity_name").asText()).isEqualTo("moon.reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.accepted", "link.downloaded", "send.requested"})
    void what_is_about_a_letter_is_email_activity(String action) throws IOException {
        JsonNode event = event(Samples.full(Action.of(action).orElseThrow()));
        assertThat(event.at("/class_uid").asInt()).isEqualTo(4009);
        assertThat(event.at("/email/to/0").asText()).isEqualTo("bob@example.net");
        assertThat(event.at("/email/uid").asText()).isEqualTo(Samples.DELIVERY.toString());
        assertThat(event.at("/actor/user/uid").asText()).isEqualTo("U1");
        assertThat(event.at("/metadata/profiles/0").asText()).isEqualTo("host");
        assertThat(event.at("/unmapped/order").asText()).isEqualTo("1234");
    }

    @Test
    void times_numbers_and_outcomes_are_where_tools_look_for_them() throws IOException {
        JsonNode event = event(Samples.full(Action.MAIL_BOUNCED));
        assertThat(event.at("/type_uid").asInt()).isEqualTo(400_901);
        assertThat(event.at("/time").asLong()).isEqualTo(Samples.AT.toEpochMilli());
        assertThat(event.at("/metadata/original_time").asText()).isEqualTo("2026-11-23T08:00:00.123456Z");
        assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(9);
        assertThat(event.at("/metadata/uid").asText()).isEqualTo("42");
        assertThat(event.at("/status_id").asInt()).isEqualTo(2);
        assertThat(event.at("/status_detail").asText()).isEqualTo("went well");
        assertThat(event(Samples.full(Action.MAIL_UNCERTAIN)).at("/status").asText())
                .isEqualTo("uncertain");
    }

    @Test
    void what_is_about_something_else_names_what_was_done_and_to_what() throws IOException {
        JsonNode event = event(Samples.full(Action.LOG_EXPORTED));
        assertThat(event.at("/type_uid").asInt()).isEqualTo(600_302);
        assertThat(event.at("/api/operation").asText()).isEqualTo("log.exported");
        assertThat(event.at("/resources/0/uid").asText()).isEqualTo("1234");
        assertThat(event.at("/resources/1/name").asText()).isEqualTo("example.com");
        assertThat(event.at("/src_endpoint/ip").asText()).isEqualTo("203.0.113.7");
        assertThat(event.at("/http_request/user_agent").asText()).isEqualTo("Browser/1");
    }

    private static void isTaken(JsonNode event) {
        int of = event.path("class_uid").asInt();
        assertThat(REQUIRED_OF_CLASS).containsKey(of);
        REQUIRED.forEach(each -> isThere(event, each));
        REQUIRED_OF_CLASS.get(of).forEach(each -> isThere(event, each));
        assertThat(event.path("activity_id").asInt()).isIn(ACTIVITIES.get(of));
        assertThat(event.path("category_uid").asInt()).isEqualTo(of == 4009 ? 4 : 6);
        assertThat(event.path("type_uid").asInt())
                .isEqualTo(of * 100 + event.path("activity_id").asInt());
        assertThat(event.has("activity_name"))
                .isEqualTo(event.path("activity_id").asInt() == 99);
        ENUMS.forEach((name, values) -> {
            if (event.has(name)) {
                assertThat(event.path(name).asInt()).as(name).isIn(values);
            }
        });
        AT_LEAST_ONE.forEach((name, members) -> {
            JsonNode object = event.at("/" + name.replace('.', '/'));
            if (!object.isMissingNode()) {
                assertThat(members).as(name).anyMatch(object::has);
            }
        });
        event.fieldNames().forEachRemaining(name -> assertThat(
                        KNOWN_OF_ALL.contains(name) || KNOWN.get(of).contains(name))
                .as(name)
                .isTrue());
    }

    private static void isThere(JsonNode event, String name) {
        assertThat(event.at("/" + name.replace('.', '/')).isMissingNode())
                .as(name)
                .isFalse();
    }

    private static JsonNode event(RecordedEntry entry) throws IOException {
        return new ObjectMapper().readTree(Format.OCSF.line(entry, 9L));
    }
}
