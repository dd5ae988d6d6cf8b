package dev.certsend.download;

import dev.certsend.text.Words;

/** A page that only says something; the template escapes it. */
public record Notice(String language, String title, String text) {

    static Notice limited(Words words) {
        return new Notice(words.language().tag(), words.say("limited.title"), words.say("limited.what_now"));
    }

    static Notice unavailable(Words words) {
        return new Notice(words.language().tag(), words.say("unavailable.title"), words.say("unavailable.what_now"));
    }
}
