package dev.certsend.install;

import java.util.List;

/**
 * What to do on one kind of server.
 *
 * @param server its name, the same in every language
 * @param commands to type, or lines for its configuration; often none
 */
public record Step(String server, String how, List<String> commands) {
    public Step {
        commands = List.copyOf(commands);
    }
}
