package dev.certsend.playground.slack;

import dev.certsend.playground.slack.Conversation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The world: people, channels and what was said in them. */
final class Workspace {

    static final String APP_USER = "U0CERTSEND0";
    static final String APP_BOT = "B0CERTSEND0";
    static final String SLACKBOT = "USLACKBOT";

    private final SlackSettings settings;
    private final Changes changes;
    private final Map<String, Person> people = new ConcurrentSkipListMap<>();
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final MessageForms forms = new MessageForms();
    private volatile Set<String> scopes;
    private long lastMicros;

    Workspace(SlackSettings settings, Changes changes) {
        this.settings = settings;
        this.changes = changes;
        this.scopes = settings.scopes();
        ExampleCorp.people(settings.teamId()).forEach(p -> people.put(p.id(), p));
        ExampleCorp.conversations().forEach(this::add);
    }

    SlackSettings settings() {
        return settings;
    }

    /** What the app's token may do at this moment. */
    Set<String> scopes() {
        return scopes;
    }

    boolean grants(String scope) {
        return scopes.contains(scope);
    }

    void reinstall(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    /** Whether the app is told people's addresses. */
    boolean tellsAddresses() {
        return grants("users:read.email");
    }

    Collection<Person> people() {
        return people.values();
    }

    /** Whom a menu of people offers: bots, guests and people of other workspaces too, but nobody who has left. */
    List<Person> offered() {
        return people.values().stream()
                .filter(p -> p.kind() != Person.Kind.DEACTIVATED)
                .toList();
    }

    Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    void replace(Person person) {
        people.put(person.id(), person);
        changes.happened();
    }

    private synchronized void add(Conversation conversation) {
        conversations.put(conversation.id(), conversation);
        order.add(conversation.id());
    }

    synchronized List<Conversation> conversations() {
        return order.stream()
                .map(id -> Optional.ofNullable(conversations.get(id)).orElseThrow())
                .toList();
    }

    Optional<Conversation> conversation(String id) {
        return Optional.ofNullable(conversations.get(id));
    }

    /** The conversation called {@code #name} or {@code name}, or bearing that id. */
    Conversation named(String name) {
        String bare = name.startsWith("#") ? name.substring(1) : name;
        return conversations().stream()
                .filter(c -> c.name().equals(bare) || c.id().equals(bare))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no conversation " + name));
    }

    /** The direct message between a person and the app, opened at its first use. */
    synchronized Conversation appDirectMessage(String personId) {
        return conversations().stream()
                .filter(c -> c.kind() == Kind.DIRECT && c.has(personId) && c.has(APP_USER))
                .findFirst()
                .orElseGet(() -> {
                    var dm = new Conversation(
                            Ids.next("D"), "app-" + personId, Kind.DIRECT, false, List.of(personId, APP_USER));
                    add(dm);
                    return dm;
                });
    }

    /** A time stamp no other message has. */
    synchronized String nextTs() {
        Instant now = settings.clock().instant();
        lastMicros = Math.max(lastMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        return "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
    }

    /** What people have chosen in messages. */
    MessageForms forms() {
        return forms;
    }

    /** Changes a message in its place. */
    void edit(Conversation where, String ts, UnaryOperator<Message> change) {
        Optional<Message> before = where.message(ts);
        where.edit(ts, change);
        before.ifPresent(old -> where.message(ts).ifPresent(now -> forms.edited(old, now)));
        changes.happened();
    }

    void changed() {
        changes.happened();
    }

    Message post(Conversation where, Draft draft) {
        Message message = new Message(
                nextTs(), where.id(), draft.author(), draft.text(), draft.blocks(), 0, draft.onlyFor(), draft.files());
        where.add(message);
        changes.happened();
        return message;
    }
}
