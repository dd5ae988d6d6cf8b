package dev.certsend.playground.slack;

import java.net.URI;
import java.util.List;

/** Runs the local Slack with the sample bot, to look at its page: {@code -Dexec.mainClass=dev.certsend.playground.slack.SlackPage}. */
public final class SlackPage {

    private SlackPage() {}

    public static void main(String[] arguments) {
        SlackSettings settings =
                SlackSettings.example().withPort(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0);
        LocalSlack slack = LocalSlack.start(settings);
        SampleBot.start(slack, settings);
        slack.links(List.of(new PageLink("Inbox", URI.create("http://localhost:8025/"))));
        slack.bruno()
                .in("#certificates")
                .types("Can someone send me the *www* certificate? The one from `order 10000`.");
        System.out.println("Local Slack: " + slack.uiUrl());
    }
}
