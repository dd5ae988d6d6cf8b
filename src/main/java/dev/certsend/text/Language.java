package dev.certsend.text;

import java.util.Locale;
import java.util.Optional;

/** A language the program speaks. English is what anyone gets whose own is not among them. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    FRENCH(Locale.FRENCH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The language of a BCP 47 tag such as {@code fr-FR}, as Slack's {@code users.info} gives it. */
    public static Language of(String tag) {
        return spoken(tag).orElse(ENGLISH);
    }

    /** The same, but empty where the program doesn't speak it. */
    public static Optional<Language> spoken(String tag) {
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        for (Language known : values()) {
            if (known.locale.getLanguage().equals(language)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    public Locale locale() {
        return locale;
    }

    /** Its BCP 47 tag: {@code en}, {@code fr}. */
    public String tag() {
        return locale.toLanguageTag();
    }
}
