package dev.certsend.download;

import dev.certsend.text.Words;

/** A page that only says something; the template escapes it. */
public record ShortPage(String language, String title, String text) {

    /**
     * In these words.
     *
     * @param about {@code limited} or {@code unavailable}
     */
    static ShortPage of(Words words, String about) {
        return new ShortPage(words.language().tag(), words.say(about + ".title"), words.say(about + ".what_now"));
    }
}
