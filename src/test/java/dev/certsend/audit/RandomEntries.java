package dev.certsend.audit;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Entries of months, some of which everything is the same of, and questions about them. */
final class RandomEntries {
    private static final List<Action> ACTIONS = List.of(Action.values());

    static final String LONG_AGO = "U0LONGAGO";

    private static final List<String> PEOPLE = List.of("U0ANNA", "U0BOB", "U0O'B\\r");
    private static final List<String> NAMES = List.of("Anna Müller", "Bob O'Brien", "100% _x_", "Мой ДОМ");
    private static final List<String> RECIPIENTS =
            List.of("a@example.com", "B@Example.com", "c'd@o.example", "e@sub.example.com", "é@xn--bcher-kva.example");
    private static final List<String> REASONS =
            List.of("550 mailbox unavailable", "greylisted", "a:mail.accepted b:U0ANNA", "'x':* & !y | (z)", "\\ \" %");
    private static final List<String> WORDS = List.of(
            "anna",
            "MÜLL",
            "o",
            "brien",
            "example",
            "mailbox unav",
            "550",
            "xn--b",
            "zzz",
            "a:mail",
            "é",
            "100%",
            "дом");

    private RandomEntries() {}

    /** So many of the last two months, and 700 by one person two months before. */
    static void append(Jdbi jdbi, int count) {
        Random random = new Random(42);
        jdbi.useTransaction(handle -> {
            for (int back = 0; back < 6; back++) {
                handle.createQuery(
                                "SELECT audit_make_month((date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => :n))::date)::text")
                        .bind("n", back)
                        .mapTo(String.class)
                        .list();
            }
            var batch = handle.prepareBatch("""
                    INSERT INTO audit_entry (entry_id, at, team_id, action, outcome, actor_id, actor_name, requester_id, order_id, mode,
                        recipient, reason, certificate_name)
                    VALUES (nextval('audit_entry_id'), now() - make_interval(secs => :ago), :team, :action, :outcome, :actor, :name, :requester, :order,
                        :mode, :recipient, :reason, :certificate)""");
            for (int i = 0; i < count + 700; i++) {
                boolean old = i >= count;
                Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
                batch.bind("ago", old ? 110 * 86_400 + random.nextInt(86_400 * 6) : random.nextInt(86_400 * 60) / 7 * 7)
                        .bind("team", random.nextInt(9) == 0 ? "" : random.nextInt(9) == 0 ? "T2" : "T1")
                        .bind("action", action.text())
                        .bind(
                                "outcome",
                                action.outcome() == null
                                        ? null
                                        : action.outcome().text())
                        .bind("actor", old ? LONG_AGO : some(random, PEOPLE))
                        .bind("name", some(random, NAMES))
                        .bind("requester", some(random, PEOPLE))
                        .bind("order", random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(50)))
                        .bind("mode", some(random, List.of("attachment", "plaintext")))
                        .bind("recipient", some(random, RECIPIENTS))
                        .bind("reason", some(random, REASONS))
                        .bind("certificate", some(random, List.of("shop.example.com", "bücher.example")))
                        .add();
            }
            batch.execute();
        });
    }

    static Question question(Random random) {
        return new Question(
                "T1",
                random.nextInt(3) == 0 ? some(random, PEOPLE) : null,
                random.nextInt(6) == 0 ? Long.valueOf(random.nextInt(50)) : null,
                random.nextInt(4) == 0 ? some(random, PEOPLE) : null,
                random.nextInt(5) == 0 ? some(random, RECIPIENTS) : null,
                random.nextInt(6) == 0 ? "EXAMPLE.com" : null,
                random.nextInt(3) == 0 ? Set.of(Action.MAIL_ACCEPTED, Action.LINK_OPENED) : Set.of(),
                random.nextInt(4) == 0 ? "plaintext" : null,
                random.nextInt(5) == 0 ? Set.of(Outcome.FAILED) : Set.of(),
                random.nextInt(5) == 0 ? AuditSearchTest.ago(random.nextInt(70)) : null,
                random.nextInt(5) == 0 ? AuditSearchTest.ago(random.nextInt(70)) : null,
                random.nextInt(2) == 0 ? List.of(WORDS.get(random.nextInt(WORDS.size()))) : List.of());
    }

    static Question asked(@Nullable String owner, @Nullable String person, List<String> words) {
        return new Question("T1", owner, null, person, null, null, Set.of(), null, Set.of(), null, null, words);
    }

    static Question to(@Nullable String recipient, @Nullable String domain) {
        return new Question("T1", null, null, null, recipient, domain, Set.of(), null, Set.of(), null, null, List.of());
    }

    private static @Nullable String some(Random random, List<String> of) {
        return random.nextInt(4) == 0 ? null : of.get(random.nextInt(of.size()));
    }
}
