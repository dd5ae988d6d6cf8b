package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the access tokens come from with which we sign in at the relay (XOAUTH2). */
public sealed interface OAuth {

    /**
     * A program that prints a token and ends within 30 s.
     *
     * @param words program and arguments; no shell reads them
     */
    record Command(List<String> words) implements OAuth {

        /** Possessive: one that could step back would need the stack for each letter. */
        private static final Pattern WORD = Pattern.compile("\\G\\s*+((?:[^\\s'\"]++|'[^']*+'|\"[^\"]*+\")++)");

        private static final Pattern PIECE = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\"]+)");

        public Command {
            words = List.copyOf(words);
        }

        /**
         * Splits at blanks. What stands between two {@code '} or two {@code "} stays together; nothing else is special.
         *
         * @throws IllegalArgumentException if there is no word, or a quotation mark is left open
         */
        public static Command parse(String line) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            int end = 0;
            while (word.find()) {
                words.add(PIECE.matcher(word.group(1)).replaceAll(piece -> Matcher.quoteReplacement(inside(piece))));
                end = word.end();
            }
            if (words.isEmpty() || !line.substring(end).isBlank()) {
                throw new IllegalArgumentException("must be a command line; close every quotation mark in it");
            }
            return new Command(words);
        }

        private static String inside(MatchResult piece) {
            for (int group = 1; group < 3; group++) {
                if (piece.group(group) != null) {
                    return piece.group(group);
                }
            }
            return piece.group();
        }

        /** The program alone: an argument may be a secret. */
        @Override
        public String toString() {
            return words.get(0);
        }
    }

    /**
     * An authorization server that gives an access token for a refresh token (RFC 6749 section 6).
     *
     * @param clientSecret null for a public client
     * @param scope null to ask for what was granted first
     */
    record Refresh(
            URI url,
            String clientId,
            @Nullable Secret clientSecret,
            Secret refreshToken,
            @Nullable String scope) implements OAuth {}
}
