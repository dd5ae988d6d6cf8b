package dev.certsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.certsend.playground.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code manifest.yml} makes an app that has all that {@code Routes} answers, and no right more. */
class ManifestTest {
    private static final String EVENTS = "https://certificates.example.com/slack/events";

    private final JsonNode manifest = Manifest.read().json();

    @Test
    void declares_exactly_the_commands_that_are_answered() throws IOException {
        List<String> answered = new ArrayList<>();
        Matcher commands = Pattern.compile("bolt\\.command\\(\"(/[a-z-]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/dev/certsend/Routes.java")));
        while (commands.find()) {
            answered.add(commands.group(1));
        }
        assertThat(manifest.at("/features/slash_commands").findValuesAsText("command"))
                .isNotEmpty()
                .isEqualTo(answered);
    }

    @Test
    void sends_everything_to_one_address_option_loading_included() {
        assertThat(manifest.at("/features/slash_commands").findValuesAsText("url"))
                .containsOnly(EVENTS);
        assertThat(manifest.at("/settings/interactivity/request_url").asText()).isEqualTo(EVENTS);
        assertThat(manifest.at("/settings/interactivity/message_menu_options_url")
                        .asText())
                .isEqualTo(EVENTS);
        assertThat(manifest.at("/settings/event_subscriptions/request_url").asText())
                .isEqualTo(EVENTS);
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void what_may_be_declined_is_among_what_is_asked_for() {
        assertThat(manifest.at("/oauth_config/scopes/bot"))
                .containsAll(manifest.at("/oauth_config/scopes/bot_optional"));
    }

    @Test
    void asks_for_no_scope_more_than_is_used() {
        assertThat(manifest.at("/oauth_config/scopes/bot"))
                .extracting(JsonNode::asText)
                .containsExactly("commands", "chat:write", "users:read", "users:read.email", "files:write", "im:write");
        assertThat(manifest.at("/oauth_config/scopes/bot_optional"))
                .extracting(JsonNode::asText)
                .containsExactly("users:read.email", "files:write", "im:write");
        assertThat(manifest.at("/settings/event_subscriptions/bot_events"))
                .extracting(JsonNode::asText)
                .containsExactly("user_change");
    }

    @Test
    void keeps_slacks_limits() {
        assertThat(manifest.at("/display_information/name").asText()).hasSizeLessThanOrEqualTo(35);
        assertThat(manifest.at("/display_information/description").asText()).hasSizeLessThanOrEqualTo(140);
        assertThat(manifest.at("/features/bot_user/display_name").asText()).hasSizeLessThanOrEqualTo(80);
        for (JsonNode command : manifest.at("/features/slash_commands")) {
            assertThat(command.get("command").asText()).matches("/[a-z-]{1,31}");
            assertThat(command.get("usage_hint").asText()).hasSizeLessThanOrEqualTo(1000);
            assertThat(command.get("should_escape").asBoolean()).isTrue();
        }
    }
}
