package dev.certsend.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.certsend.playground.slack.CommandHint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The app as {@code manifest.yml} declares it. */
public record Manifest(JsonNode json) {

    public static Manifest read() {
        try {
            return new Manifest(
                    new YAMLMapper().readTree(Path.of("manifest.yml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("manifest.yml", e);
        }
    }

    /** Its slash commands, as the message box offers them. */
    public List<CommandHint> commands() {
        JsonNode commands = json.at("/features/slash_commands");
        return StreamSupport.stream(commands.spliterator(), false)
                .map(command -> new CommandHint(
                        command.get("command").asText(),
                        command.get("description").asText(),
                        command.path("usage_hint").asText(),
                        command.path("should_escape").asBoolean()))
                .toList();
    }
}
