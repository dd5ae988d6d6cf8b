package dev.certsend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.SharedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file reaches a person's direct messages, or whoever sends it is told why not. */
class SendFileTest {
    private final dev.certsend.playground.slack.SlackSettings settings =
            dev.certsend.playground.slack.SlackSettings.example()
                    .withScopes("commands", "chat:write", "users:read", "files:write", "im:write");
    private final LocalSlack slack = LocalSlack.start(settings);
    private final SlackClient client =
            new SlackClient(new SlackSettings(settings.botToken(), settings.signingSecret(), slack.apiUrl()));
    private final Path content;

    SendFileTest(@TempDir Path folder) throws IOException {
        content = Files.writeString(folder.resolve("some.bin"), "order,mode\r\n1,é\r\n", StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() {
        client.close();
        slack.close();
    }

    @Test
    void the_bytes_their_name_their_alternative_text_and_a_comment_arrive() {
        String id = client.send(
                slack.alice().id(), new FileToSend(content, "log.csv", "one column, one row", "Here you are"));
        Message message = slack.alice().directMessages().get(0);
        SharedFile file = message.files().get(0);
        assertThat(message.text()).isEqualTo("Here you are");
        assertThat(file.id()).isEqualTo(id);
        assertThat(file.name()).isEqualTo("log.csv");
        assertThat(file.altText()).isEqualTo("one column, one row");
        assertThat(file.text()).isEqualTo("order,mode\r\n1,é\r\n");
        assertThat(slack.bruno().directMessages()).isEmpty();
    }

    @Test
    void an_alternative_text_is_cut_to_what_slack_takes() {
        client.send(slack.alice().id(), file("x".repeat(5000)));
        assertThat(slack.alice().directMessages().get(0).files().get(0).altText())
                .hasSize(FileToSend.MOST_ALT_TEXT)
                .endsWith("…");
    }

    @Test
    void a_large_file_is_never_in_memory_as_a_whole() throws IOException {
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(content)) {
            for (int i = 0; i < 24; i++) {
                out.write(piece);
            }
        }
        client.send(slack.alice().id(), file(null));
        assertThat(slack.alice().directMessages().get(0).files().get(0).content())
                .hasSize(24 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"files:write", "im:write"})
    void without_a_scope_nothing_is_sent(String scope) {
        slack.takesAway(scope);
        assertThat(fault().kind()).isEqualTo(SlackFault.Kind.TOKEN);
        assertThat(client.denied(scope)).isTrue();
        assertThat(slack.alice().directMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "conversations.open, internal_error, PASSING",
        "conversations.open, user_not_found, CHANNEL",
        "files.getUploadURLExternal, file_uploads_disabled, OURS",
        "files.getUploadURLExternal, invalid_auth, TOKEN",
        "files.completeUploadExternal, file_not_found, OURS",
        "files.completeUploadExternal, channel_not_found, CHANNEL"
    })
    void every_refusal_says_what_there_is_to_do(String method, String error, SlackFault.Kind kind) {
        slack.faults().answer(method, error);
        assertThat(fault().kind()).isEqualTo(kind);
        assertThat(fault()).hasMessageContaining(method).hasMessageContaining(error);
        assertThat(slack.alice().directMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, PASSING", "503, PASSING", "400, OURS", "302, OURS"})
    void bytes_that_are_not_taken_are_never_said_to_be_all(int status, SlackFault.Kind kind) {
        slack.faults().refusesUploads(status);
        assertThat(fault().kind()).isEqualTo(kind);
        assertThat(slack.calls("files.completeUploadExternal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://files.slack.com/upload/v1/x",
                "https://files.slack.com.evil.example/upload",
                "https://evilslack.com/upload",
                "https://user@evil.example/slack.com",
                "http://127.0.0.1:1/upload",
                "file:///etc/passwd",
                "",
                "slack.com"
            })
    void bytes_go_to_no_host_but_slacks_own(String address) {
        slack.faults().sendsUploadsTo(address);
        assertThat(fault()).hasMessageContaining("invalid_url");
    }

    @Test
    void a_slack_that_is_down_and_a_file_that_is_gone_are_told() throws IOException {
        slack.faults().down();
        assertThat(fault().kind()).isEqualTo(SlackFault.Kind.PASSING);
        slack.faults().up();
        Files.delete(content);
        assertThat(fault().kind()).isEqualTo(SlackFault.Kind.OURS);
        assertThat(slack.calls()).extracting(call -> call.method()).isEqualTo(List.of());
    }

    private SlackFault fault() {
        SlackFault[] fault = new SlackFault[1];
        assertThatThrownBy(() -> client.send(slack.alice().id(), file(null)))
                .isInstanceOfSatisfying(SlackFault.class, thrown -> fault[0] = thrown);
        return fault[0];
    }

    private FileToSend file(@Nullable String altText) {
        return new FileToSend(content, "some.bin", altText, "");
    }
}
