package dev.certsend.download;

import dev.certsend.text.Words;

/** A page that only says something; the template escapes it. */
public record ShortPage(String language, String title, String text) {

    static ShortPage limited(Words words) {
        return new ShortPage(words.language().tag(), words.say("limited.title"), words.say("limited.what_now"));
    }

    static ShortPage unavailable(Words words) {
        return new ShortPage(words.language().tag(), words.say("unavailable.title"), words.say("unavailable.what_now"));
    }
}
