package dev.certsend.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what a look at every single entry finds, whichever way it was found. */
class AuditSearchTest {
    private static final int RANDOM = 3_000;

    private static LocalPostgres postgres;
    private static AuditSearch search;
    private static List<RecordedEntry> all;

    @SuppressWarnings("NullAway.Init")
    AuditSearchTest() {}

    @BeforeAll
    static void fill() {
        postgres = LocalPostgres.migrated();
        Jdbi jdbi = postgres.connect(3).jdbi();
        RandomEntries.append(jdbi, RANDOM);
        search = new AuditSearch(jdbi);
        all = jdbi.withHandle(handle -> handle.createQuery("SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry")
                .map(org.jdbi.v3.core.mapper.reflect.ConstructorMapper.of(RecordedEntry.class))
                .list());
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pages_of_random_questions_are_what_a_look_at_every_entry_finds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Question question = RandomEntries.question(random);
            List<Long> expected = naively(question);
            List<Long> found = new ArrayList<>();
            AuditSearch.Key before = null;
            for (int page = 0; page < 4; page++) {
                List<RecordedEntry> next = search.find(question, before, 7);
                next.forEach(entry -> found.add(entry.entryId()));
                if (next.size() < 7) {
                    break;
                }
                before = AuditSearch.Key.read(AuditSearch.Key.of(next.get(6)).written());
            }
            assertThat(found)
                    .as("%s", question)
                    .isEqualTo(expected.subList(0, Math.min(expected.size(), found.size())))
                    .hasSize(Math.min(28, expected.size()));
        }
    }

    @Test
    void many_long_ago_are_found_in_parts_of_time() {
        Question question = RandomEntries.asked(null, RandomEntries.LONG_AGO, List.of());
        List<Long> expected = naively(question);
        assertThat(expected).hasSizeGreaterThan(600);
        assertThat(search.find(question, null, 11).stream().map(RecordedEntry::entryId))
                .isEqualTo(expected.subList(0, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE audit_entry; --",
                "' OR '1'='1",
                "%",
                "_",
                ".*",
                "(((",
                "[",
                "a|b",
                "***=x",
                "\\",
                "':*",
                "!a & b",
                "'x' <-> 'y'",
                ":value0",
                "?",
                "x\u0000y"
            })
    void what_is_hostile_is_only_text(String hostile) {
        for (Question question : List.of(
                RandomEntries.asked(null, null, List.of(hostile)),
                RandomEntries.asked(null, hostile.replace("\u0000", ""), List.of()),
                RandomEntries.to(hostile.replace("\u0000", ""), null),
                RandomEntries.to(null, hostile.replace("\u0000", "")))) {
            assertThat(search.find(question, null, 50).stream().map(RecordedEntry::entryId))
                    .isEqualTo(naively(question).stream().limit(50).toList());
        }
    }

    @Test
    void one_entry_is_found_by_its_key_if_the_question_allows() {
        RecordedEntry entry = all.stream()
                .filter(each -> "U0ANNA".equals(each.actorId()) && each.teamId().equals("T1"))
                .findFirst()
                .orElseThrow();
        assertThat(search.entry(Question.all("T1"), AuditSearch.Key.of(entry)).map(RecordedEntry::entryId))
                .contains(entry.entryId());
        assertThat(search.entry(Question.all("T2"), AuditSearch.Key.of(entry))).isEmpty();
        assertThat(search.entry(RandomEntries.asked("U0NOBODY", null, List.of()), AuditSearch.Key.of(entry)))
                .isEmpty();
    }

    private static List<Long> naively(Question question) {
        return all.stream()
                .filter(entry -> matches(question, entry))
                .sorted(Comparator.comparing(RecordedEntry::at)
                        .thenComparing(RecordedEntry::entryId)
                        .reversed())
                .map(RecordedEntry::entryId)
                .toList();
    }

    private static boolean matches(Question question, RecordedEntry entry) {
        boolean team = entry.teamId().equals(question.teamId())
                || (question.ownerId() == null && entry.teamId().isEmpty());
        String recipient = entry.recipient() == null ? "" : entry.recipient().toLowerCase(Locale.ROOT);
        return team
                && Stream.of(question.ownerId(), question.personId())
                        .filter(Objects::nonNull)
                        .allMatch(person -> person.equals(entry.actorId()) || person.equals(entry.requesterId()))
                && isAsked(question.orderId(), entry.orderId())
                && isAsked(lower(question.recipient()), entry.recipient() == null ? null : recipient)
                && isAsked(lower(question.domain()), entry.recipient() == null ? null : recipient.replaceAll(".*@", ""))
                && (question.actions().isEmpty()
                        || question.actions().stream()
                                .anyMatch(action -> action.text().equals(entry.action())))
                && isAsked(question.mode(), entry.mode())
                && (question.outcomes().isEmpty()
                        || question.outcomes().stream()
                                .anyMatch(outcome -> outcome.text().equals(entry.outcome())))
                && (question.since() == null || !entry.at().isBefore(question.since()))
                && (question.until() == null || entry.at().isBefore(question.until()))
                && words(question.words(), entry);
    }

    private static boolean words(List<String> typed, RecordedEntry entry) {
        String text = Stream.of(entry.actorName(), entry.certificateName(), entry.recipient(), entry.reason())
                .filter(Objects::nonNull)
                .reduce("", (one, other) -> one + " " + other)
                .toLowerCase(Locale.ROOT);
        Set<String> words = Set.copyOf(List.of(text.split("[\\p{Punct}\\s]+")));
        return Pattern.compile("[\\p{Punct}\\s\\x00]+")
                .splitAsStream(String.join(" ", typed))
                .filter(piece -> !piece.isEmpty())
                .allMatch(piece -> words.stream().anyMatch(word -> word.startsWith(piece.toLowerCase(Locale.ROOT))));
    }

    private static boolean isAsked(@Nullable Object asked, @Nullable Object is) {
        return asked == null || asked.equals(is);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
