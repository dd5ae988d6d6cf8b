package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.Person.Kind.BOT;
import static dev.certsend.playground.slack.Person.Kind.FULL_MEMBER;
import static dev.certsend.playground.slack.Person.Kind.GUEST;
import static dev.certsend.playground.slack.Person.Kind.SINGLE_CHANNEL_GUEST;
import static dev.certsend.playground.slack.Person.Kind.STRANGER;
import static dev.certsend.playground.slack.Person.Rank.PRIMARY_OWNER;

import dev.certsend.playground.slack.Conversation.Kind;
import java.time.ZoneId;
import java.util.List;

/** Who works at Example Corp, and where they talk. */
final class ExampleCorp {

    static final String ALICE = "U0ALICE0001";
    static final String BRUNO = "U0BRUNO0002";
    static final String CHEN = "U0CHEN00003";
    static final String NOOR = "U0NOOR00008";
    static final String GINA = "U0GINA00004";
    static final String UNA = "U0UNA000005";
    static final String ROBBIE = "U0ROBBIE006";
    static final String STEFAN = "U0STEFAN007";

    private ExampleCorp() {}

    static List<Person> people(String team) {
        ZoneId paris = ZoneId.of("Europe/Paris");
        ZoneId newYork = ZoneId.of("America/New_York");
        ZoneId london = ZoneId.of("Europe/London");
        return List.of(
                new Person(ALICE, "alice", "Alice Martin", FULL_MEMBER, "en-US", newYork, team, "alice@example.com"),
                new Person(BRUNO, "bruno", "Bruno Lefèvre", FULL_MEMBER, "fr-FR", paris, team, "bruno@example.com"),
                new Person(CHEN, "chen", "Chen Wei", FULL_MEMBER, "en-GB", london, team, "chen@example.com"),
                new Person(NOOR, "noor", "Noor Haddad", FULL_MEMBER, "en-GB", london, team, "").withRank(PRIMARY_OWNER),
                new Person(GINA, "gina", "Gina Guest", GUEST, "en-US", paris, team, "gina@agency.example"),
                new Person(UNA, "una", "Una Single", SINGLE_CHANNEL_GUEST, "en-US", paris, team, "una@agency.example"),
                new Person(ROBBIE, "robbie", "Robbie Deploys", BOT, "en-US", paris, team, ""),
                new Person(STEFAN, "stefan", "Stefan Fremd", STRANGER, "de-DE", paris, "T0PARTNER02", ""),
                new Person(Workspace.APP_USER, "cert_send", "Cert Send", BOT, "en-US", paris, team, ""),
                new Person(Workspace.SLACKBOT, "slackbot", "Slackbot", BOT, "en-US", paris, team, ""));
    }

    static List<Conversation> conversations() {
        String app = Workspace.APP_USER;
        return List.of(
                channel(
                        "C0CERTIFIC1",
                        "certificates",
                        Kind.PUBLIC,
                        ALICE,
                        BRUNO,
                        CHEN,
                        NOOR,
                        GINA,
                        UNA,
                        STEFAN,
                        ROBBIE,
                        app),
                channel("C0GENERAL02", "general", Kind.PUBLIC, ALICE, BRUNO, CHEN, NOOR, GINA, ROBBIE, app),
                channel("C0OPS000003", "ops", Kind.PUBLIC, ALICE, BRUNO, CHEN),
                channel("C0SECRET004", "secret", Kind.PRIVATE, ALICE, BRUNO),
                new Conversation("C0OLD000005", "old", Kind.PUBLIC, true, List.of(ALICE, BRUNO, CHEN, app)),
                channel("D0ALIBRUNO6", "alice-bruno", Kind.DIRECT, ALICE, BRUNO),
                channel("D0APPALICE1", "app-alice", Kind.DIRECT, ALICE, app),
                channel("D0APPBRUNO2", "app-bruno", Kind.DIRECT, BRUNO, app),
                channel("D0APPCHEN03", "app-chen", Kind.DIRECT, CHEN, app),
                channel("D0APPNOOR08", "app-noor", Kind.DIRECT, NOOR, app),
                channel("D0APPGINA04", "app-gina", Kind.DIRECT, GINA, app),
                channel("D0APPUNA005", "app-una", Kind.DIRECT, UNA, app));
    }

    private static Conversation channel(String id, String name, Kind kind, String... members) {
        return new Conversation(id, name, kind, false, List.of(members));
    }
}
