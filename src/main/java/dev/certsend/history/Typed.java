package dev.certsend.history;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import java.util.Locale;

/** What stands behind {@code /cert-audit}. */
public final class Typed {
    private Typed() {}

    /** The first word, in lower case; empty where there is none. */
    public static String firstWord(SlashCommandPayload command) {
        return text(command).split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** What stands behind the first word. */
    static String behind(SlashCommandPayload command, String first) {
        return text(command).substring(first.length()).strip();
    }

    private static String text(SlashCommandPayload command) {
        return command.getText() == null ? "" : command.getText().strip();
    }
}
