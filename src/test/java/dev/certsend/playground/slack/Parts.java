package dev.certsend.playground.slack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What every deed in the workspace needs at hand.
 *
 * @param complaints what Slack disliked in an answer of the app without telling it
 */
record Parts(
        Workspace workspace,
        Changes changes,
        Triggers triggers,
        Views views,
        ResponseUrls urls,
        ToApp app,
        List<CommandHint> commands,
        List<String> complaints) {

    static Parts of(Workspace workspace, Changes changes, ResponseUrls urls) {
        SlackSettings settings = workspace.settings();
        return new Parts(
                workspace,
                changes,
                new Triggers(settings.clock()),
                new Views(settings, changes),
                urls,
                new ToApp(settings),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }

    SlackSettings settings() {
        return workspace.settings();
    }
}
