package dev.certsend.download;

import dev.certsend.text.Words;

/** A page that only says something; the template escapes it. */
public record Notice(String language, String title, String text) {

    /**
     * In these words.
     *
     * @param about {@code limited} or {@code unavailable}
     */
    static Notice of(Words words, String about) {
        return new Notice(words.language().tag(), words.say(about + ".title"), words.say(about + ".what_now"));
    }
}
