package dev.certsend.text;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Every text a person sees, in one language. A text is named by its key in {@code words_<language>.properties} and
 * written as an ICU message (plurals, named arguments), see https://unicode-org.github.io/icu/userguide/format_parse/messages/.
 */
public final class Words {
    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Words(language));
        }
    }

    private final Language language;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, MessageFormat> formats = new HashMap<>();
    private final ThreadLocal<Map<String, MessageFormat>> copies = ThreadLocal.withInitial(HashMap::new);
    private final DateTimeFormatter days;
    private final DateTimeFormatter times;

    private Words(Language language) {
        this.language = language;
        days = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC);
        times = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC);
        Properties read = read("words_" + language.tag() + ".properties");
        for (String key : read.stringPropertyNames()) {
            MessageFormat format = new MessageFormat(read.getProperty(key), ULocale.forLocale(language.locale()));
            if (format.getArgumentNames().isEmpty()) {
                plain.put(key, format.format(Map.of()));
            } else {
                formats.put(key, format);
            }
        }
    }

    public static Words in(Language language) {
        Words words = ALL.get(language);
        if (words == null) {
            throw new IllegalArgumentException("no words in " + language);
        }
        return words;
    }

    public Language language() {
        return language;
    }

    /** The text without arguments; an unknown key is a fault of the program. */
    public String say(String key) {
        String text = plain.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text without arguments named " + key + " in " + language);
        }
        return text;
    }

    /** The text with its named arguments, whose names must be exactly those of the message. */
    public String say(String key, Map<String, ?> arguments) {
        MessageFormat format = formats.get(key);
        if (format == null || !format.getArgumentNames().equals(arguments.keySet())) {
            throw new IllegalArgumentException(
                    "no text named " + key + " with " + arguments.keySet() + " in " + language);
        }
        // A MessageFormat is not safe for use by several threads: each thread has copies of its own.
        return copies.get().computeIfAbsent(key, k -> format.clone()).format(arguments);
    }

    /** A day as people of this language write it, in UTC, as certificates count their days. */
    public String day(Instant when) {
        return days.format(when);
    }

    /** A day as people of this language write it. */
    public String day(LocalDate day) {
        return day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** A minute as people of this language write it, in UTC. */
    public String minute(Instant when) {
        return say("time.minute", Map.of("day", day(when), "time", times.format(when)));
    }

    /** Whether there is a text without arguments of this name. */
    public boolean has(String key) {
        return plain.containsKey(key);
    }

    /** All keys there are, for the test that no text is missing in a language. */
    public Set<String> keys() {
        Map<String, Object> all = new HashMap<>(plain);
        all.putAll(formats);
        return all.keySet();
    }

    /** The names of a text's arguments. */
    public Set<String> argumentsOf(String key) {
        MessageFormat format = formats.get(key);
        return format == null ? Set.of() : format.getArgumentNames();
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no bundle " + file);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return properties;
    }
}
