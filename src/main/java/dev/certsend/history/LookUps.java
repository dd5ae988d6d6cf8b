package dev.certsend.history;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.AuditSearch.Key;
import dev.certsend.audit.Entry;
import dev.certsend.audit.Question;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.policy.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What somebody may see of the log; that they saw what others did is an entry itself, appended behind the answer. */
final class LookUps {
    private final AuditLog audit;
    private final AuditSearch search;
    private final SealStore seals;
    private final Auditors auditors;
    private final Executor later;

    LookUps(Jdbi jdbi, Auditors auditors, Executor later) {
        this.audit = new AuditLog(jdbi);
        this.search = new AuditSearch(jdbi);
        this.seals = new SealStore(jdbi);
        this.auditors = auditors;
        this.later = later;
    }

    /** An entry with its surroundings. */
    record Whole(RecordedEntry entry, List<RecordedEntry> story, Optional<SealStore.Seal> seal) {}

    /** Whether they may ask this. */
    boolean allow(Person person, AuditQuery query) {
        return auditors.include(person)
                || query.value(Piece.BY).map(person.userId()::equals).orElse(true);
    }

    /** Appends that they were refused. */
    void refused(Person person, AuditQuery query, @Nullable String channelId) {
        append(person, Action.ACCESS_REFUSED, channelId, "/cert-audit " + query.written() + ": no auditor", it -> it);
    }

    /** A page, or nothing where they may not ask this; one entry more than it shows tells that there are more. */
    AuditPage page(Person person, Place place) {
        return AuditPage.of(person.words(), find(person, place), place, auditors.include(person));
    }

    /** The same for everybody in a channel; that they see it is an entry before they do. */
    AuditPage shared(Person person, Place place, @Nullable String channelId) {
        List<RecordedEntry> found = find(person, place);
        audit.append(entry(person, Action.LOG_SHARED, channelId, place.query()));
        return AuditPage.shared(person.words(), found, place, person.userId());
    }

    private List<RecordedEntry> find(Person person, Place place) {
        AuditQuery query = place.asked();
        return allow(person, query)
                ? search.find(question(person, query), place.before(), AuditPage.SIZE + 1)
                : List.of();
    }

    /** An entry with the story of its send, as far as they may see them. */
    Optional<Whole> whole(Person person, Key key) {
        Question all = question(person, AuditQuery.ALL);
        return search.entry(all, key)
                .map(entry ->
                        new Whole(entry, search.story(all, entry, AuditDetails.MOST_STEPS + 1), seals.find(entry)));
    }

    /** A query was answered: an entry, if others' entries can be among the answers. */
    void looked(Person person, AuditQuery query, @Nullable String channelId) {
        boolean own = query.value(Piece.BY).map(person.userId()::equals).orElse(false);
        if (auditors.include(person) && !own) {
            append(person, Action.LOG_LOOKED_UP, channelId, query.written(), it -> it);
        }
    }

    /** An entry was shown whole: an entry, if it is another's. */
    void looked(Person person, RecordedEntry seen, @Nullable String channelId) {
        boolean own = person.userId().equals(seen.actorId()) || person.userId().equals(seen.requesterId());
        if (!own) {
            append(
                    person,
                    Action.LOG_LOOKED_UP,
                    channelId,
                    "details of entry " + seen.entryId(),
                    it -> it.about(seen.orderId(), seen.certificateId(), seen.certificateName()));
        }
    }

    private void append(
            Person person, Action action, @Nullable String channelId, String reason, UnaryOperator<Entry> more) {
        Entry entry = more.apply(entry(person, action, channelId, reason));
        later.execute(() -> audit.append(entry));
    }

    private static Entry entry(Person person, Action action, @Nullable String channelId, String reason) {
        return Entry.of(action, person.teamId())
                .by(person.userId(), person.name())
                .at(channelId)
                .because(reason.isEmpty() ? null : reason);
    }

    private Question question(Person person, AuditQuery query) {
        return query.question(person.teamId(), auditors.ownerOf(person), LocalDate.now(ZoneOffset.UTC), ZoneOffset.UTC);
    }
}
