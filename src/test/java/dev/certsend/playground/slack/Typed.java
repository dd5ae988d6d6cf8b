package dev.certsend.playground.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Slack makes of a text as it was typed, before anybody else sees it. */
final class Typed {

    private static final Pattern SPECIAL = Pattern.compile(
            "@(?<person>[\\w.]+)|#(?<channel>[\\w-]+)|(?<url>https?://[^\\s<>|]+)|(?<mail>[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+)");

    private Typed() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Escaped, with people, channels, links and addresses as mark-up: what {@code should_escape} asks for. */
    static String marked(String text, Workspace workspace) {
        return SPECIAL.matcher(escaped(text))
                .replaceAll(found -> Matcher.quoteReplacement(mark(found.group(), workspace)));
    }

    private static String mark(String word, Workspace workspace) {
        if (word.startsWith("@")) {
            return person(word.substring(1), workspace)
                    .map(p -> "<@" + p.id() + "|" + p.name() + ">")
                    .orElse(word);
        }
        if (word.startsWith("#")) {
            return workspace.conversations().stream()
                    .filter(c -> c.name().equals(word.substring(1)) && c.kind() != Conversation.Kind.DIRECT)
                    .map(c -> "<#" + c.id() + "|" + (c.kind() == Conversation.Kind.PUBLIC ? c.name() : "") + ">")
                    .findFirst()
                    .orElse(word);
        }
        return word.startsWith("http") ? "<" + word + ">" : "<mailto:" + word + "|" + word + ">";
    }

    private static Optional<Person> person(String name, Workspace workspace) {
        return workspace.people().stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
