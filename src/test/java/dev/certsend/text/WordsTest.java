package dev.certsend.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import dev.certsend.certificate.Format;
import dev.certsend.delivery.Delivery;
import dev.certsend.orders.Qualifier;
import dev.certsend.policy.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No text is missing, none is left over, and none is longer than Slack takes. */
class WordsTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-z_0-9]+)+(?<!\\.jte|\\.css))\"");

    /** Slack's limits by the last part of a key (https://docs.slack.dev/reference/block-kit). */
    private static final Map<String, Integer> LIMITS = Map.ofEntries(
            Map.entry("send.title", 24),
            Map.entry("filter.title", 24),
            Map.entry("quick.title", 24),
            Map.entry("links.title", 24),
            Map.entry("details.title", 24),
            Map.entry("audit.details.title", 24),
            Map.entry(".submit", 24),
            Map.entry(".close", 24),
            Map.entry(".label", 2000),
            Map.entry(".hint", 2000),
            Map.entry(".placeholder", 150),
            Map.entry(".button", 75),
            Map.entry(".explained", 75),
            Map.entry(".sure.title", 100),
            Map.entry(".sure.text", 300),
            Map.entry(".sure.yes", 30),
            Map.entry(".sure.no", 30));

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_has_every_text_with_the_same_arguments(Language language) {
        Words english = Words.in(Language.ENGLISH);
        Words words = Words.in(language);
        assertThat(words.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(words.argumentsOf(key)).as(key).isEqualTo(english.argumentsOf(key));
        }
    }

    @Test
    void every_text_is_said_somewhere_and_every_text_said_is_there() {
        Set<String> said = said();
        assertThat(Words.in(Language.ENGLISH).keys())
                .allSatisfy(key -> assertThat(said).as(key).contains(key));
        Set<String> families = Words.in(Language.ENGLISH).keys().stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(said);
        missing.removeIf(key -> !families.contains(key.substring(0, key.indexOf('.'))));
        missing.removeAll(Words.in(Language.ENGLISH).keys());
        for (Action action : Action.values()) {
            missing.remove(action.text());
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_is_longer_than_slack_takes(Language language) {
        Words words = Words.in(language);
        for (String key : words.keys()) {
            if (words.argumentsOf(key).isEmpty()) {
                LIMITS.forEach((part, most) -> {
                    if (key.endsWith(part)) {
                        assertThat(words.say(key).length()).as(key).isLessThanOrEqualTo(most);
                    }
                });
                assertThat(words.say(key))
                        .as(key)
                        .isNotBlank()
                        .doesNotContain("{")
                        .doesNotContain("''");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_a_form_offers_is_no_longer_than_an_option(Language language) {
        Words words = Words.in(language);
        assertThat(words.keys())
                .filteredOn(key -> key.startsWith("format.") || key.startsWith("mode."))
                .hasSize(14)
                .allSatisfy(key -> assertThat(words.say(key)).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void plurals_are_said_as_people_say_them() {
        Words words = Words.in(Language.ENGLISH);
        assertThat(words.say("certificate.days_left", Map.of("days", 1))).isEqualTo("one day left");
        assertThat(words.say("certificate.days_left", Map.of("days", 199))).isEqualTo("199 days left");
        assertThat(Words.in(Language.FRENCH).say("certificate.days_left", Map.of("days", 2)))
                .isEqualTo("2 jours restants");
    }

    @Test
    void an_unknown_language_is_answered_in_english() {
        assertThat(Language.of("fr-FR")).isEqualTo(Language.FRENCH);
        assertThat(Language.of("fr_CA")).isEqualTo(Language.FRENCH);
        assertThat(Language.of("de-DE")).isEqualTo(Language.ENGLISH);
        assertThat(Language.of("")).isEqualTo(Language.ENGLISH);
    }

    /** Keys that code puts together are said by the enums they come from. */
    private static Set<String> said() {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".jte"))
                    .forEach(file -> literals(file, said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String standing : new String[] {"guest", "bot", "stranger", "deactivated"}) {
            said.add("door.refused." + standing);
        }
        for (Delivery.State state : Delivery.State.values()) {
            said.add("delivery." + state.text());
        }
        for (String mode : new String[] {"attachment", "plaintext", "downloadlink"}) {
            said.add("mode." + mode);
            said.add("mode." + mode + ".explained");
        }
        for (Reach.Kind kind : Reach.Kind.values()) {
            if (kind != Reach.Kind.ADDRESS) {
                said.add("send.error.people." + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        for (Format format : Format.values()) {
            said.add(format.words());
            said.add(format.explained());
        }
        for (Qualifier qualifier : Qualifier.values()) {
            for (String part : new String[] {".label", ".from.label", ".to.label", ".any", ".placeholder"}) {
                String key = "filter." + qualifier.word() + part;
                if (Words.in(Language.ENGLISH).keys().contains(key)) {
                    said.add(key);
                }
            }
        }
        for (String choice : new String[] {
            "status.waiting",
            "status.refused",
            "type.dv",
            "type.ov",
            "type.ev",
            "expires.within_7d",
            "expires.within_30d",
            "expires.within_60d",
            "expires.within_90d",
            "sort.issued",
            "sort.issued_down",
            "sort.expires",
            "sort.expires_down",
            "sort.name",
            "sort.name_down"
        }) {
            said.add("filter." + choice);
        }
        for (String kind : new String[] {"primary", "duplicate", "reissue"}) {
            said.add("send.certificate." + kind);
        }
        for (String state :
                new String[] {"queued", "sending", "deferred", "accepted", "rejected", "cancelled", "gave_up"}) {
            said.add("delivery." + state);
        }
        for (String status : new String[] {
            "pending",
            "needs_approval",
            "processing",
            "reissue_pending",
            "waiting_pickup",
            "issued",
            "revoked",
            "canceled",
            "rejected",
            "expired"
        }) {
            said.add("order.status." + status);
        }
        for (Outcome outcome : Outcome.values()) {
            said.add(outcome.words());
        }
        for (Action action : Action.values()) {
            said.add(
                    "audit.category." + action.text().substring(0, action.text().indexOf('.')));
            said.add(action.words());
        }
        return said;
    }

    private static void literals(Path file, Set<String> said) {
        try {
            Matcher matcher = LITERAL.matcher(Files.readString(file));
            while (matcher.find()) {
                said.add(matcher.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
