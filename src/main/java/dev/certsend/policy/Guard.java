package dev.certsend.policy;

import com.slack.api.bolt.response.Response;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.slack.Answers;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Lets in the members of our own workspace and nobody else, gives each request the reference it bears in the log, and
 * answers for what goes wrong inside.
 */
public final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Workspace workspace;
    private final People people;
    private final AuditLog audit;
    private final SlackClient slack;
    private final Executor later;

    public Guard(Workspace workspace, People people, AuditLog audit, SlackClient slack, Executor later) {
        this.workspace = workspace;
        this.people = people;
        this.audit = audit;
        this.slack = slack;
        this.later = later;
    }

    Response admit(Visit visit, Function<Person, Response> inside) {
        String reference = reference();
        try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
            return admitted(visit, inside, reference);
        } catch (RuntimeException e) {
            return excuse(visit, reference, Words.in(Language.ENGLISH), e);
        }
    }

    private Response admitted(Visit visit, Function<Person, Response> inside, String reference) {
        Optional<SlackClient.Self> us = workspace.identity();
        if (us.isEmpty()) {
            return visit.say().apply(Words.in(Language.ENGLISH).say("door.starting"));
        }
        String ourTeam = us.get().teamId();
        if (!ourTeam.equals(visit.teamId())) {
            return refuse(visit, ourTeam, null, Words.in(Language.ENGLISH), Standing.STRANGER);
        }
        Optional<Person> person = people.known(ourTeam, visit.userId());
        if (person.isEmpty()) {
            return firstContact(visit, ourTeam, inside, reference);
        }
        return received(visit, person.get(), inside, reference);
    }

    private Response received(Visit visit, Person person, Function<Person, Response> inside, String reference) {
        if (person.standing() != Standing.MEMBER) {
            return refuse(visit, person.teamId(), person.name(), person.words(), person.standing());
        }
        try {
            return inside.apply(person);
        } catch (RuntimeException e) {
            return excuse(visit, reference, person.words(), e);
        }
    }

    /** Slack has to be asked who this is, which must not happen while it waits for our answer. */
    private Response firstContact(Visit visit, String team, Function<Person, Response> inside, String reference) {
        String answerTo = visit.responseUrl();
        if (answerTo == null) {
            people.learnLater(team, visit.userId());
            return visit.say().apply(Words.in(Language.ENGLISH).say("door.once_more"));
        }
        later.execute(() -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
                answerLate(answerTo, learnAndReceive(visit, team, inside, reference));
            }
        });
        return Answers.nothing();
    }

    private Response learnAndReceive(Visit visit, String team, Function<Person, Response> inside, String reference) {
        try {
            return received(visit, people.learn(team, visit.userId()), inside, reference);
        } catch (RuntimeException e) {
            return excuse(visit, reference, Words.in(Language.ENGLISH), e);
        }
    }

    private void answerLate(String answerTo, Response response) {
        if (response.getBody() == null || response.getBody().isEmpty()) {
            return;
        }
        try {
            slack.respondVerbatim(answerTo, response.getBody());
        } catch (SlackFault e) {
            LOG.warn("an answer did not reach the person: {}", e.getMessage());
        }
    }

    private Response refuse(Visit visit, String team, @Nullable String name, Words words, Standing standing) {
        LOG.info("refused {} to {}: {}", visit.what(), visit.userId(), standing.text());
        audit.append(Entry.of(Action.ACCESS_REFUSED, team)
                .by(visit.userId(), name)
                .at(visit.channelId())
                .because(visit.what() + ": " + standing.text()));
        return visit.say().apply(words.say(standing.refusal()));
    }

    private static Response excuse(Visit visit, String reference, Words words, RuntimeException fault) {
        LOG.error("{} failed, reference {}", visit.what(), reference, fault);
        return visit.say().apply(words.say("door.fault", Map.of("reference", reference)));
    }

    private static String reference() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
