package dev.certsend.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who can be reached by e-mail, asked of a local Slack and a database of their own. */
class PeopleTest {
    private static final String TEAM = "T0EXAMPLE01";

    private LocalSlack slack;
    private LocalPostgres postgres;
    private Database database;
    private SlackClient client;
    private Later later;
    private Workspace workspace;
    private People people;

    @SuppressWarnings("NullAway.Init")
    PeopleTest() {}

    @BeforeEach
    void start() {
        slack = LocalSlack.start(dev.certsend.playground.slack.SlackSettings.example());
        slack.grants(SlackClient.EMAIL_SCOPE);
        postgres = LocalPostgres.migrated();
        database = postgres.connect(3);
        var settings = slack.settings();
        client = new SlackClient(new SlackSettings(settings.botToken(), settings.signingSecret(), slack.apiUrl()));
        later = new Later();
        workspace = new Workspace(client);
        people = new People(database.jdbi(), client, workspace, later);
    }

    @AfterEach
    void stop() {
        later.close();
        client.close();
        postgres.close();
        slack.close();
    }

    @Test
    void scopes_are_known_from_the_first_answer_on_and_always_by_the_last() {
        assertThat(client.granted("users:read")).isFalse();
        assertThat(client.denied("users:read")).isFalse();
        workspace.learn(later);
        assertThat(client.granted("users:read")).isTrue();
        assertThat(client.granted(SlackClient.EMAIL_SCOPE)).isTrue();
        assertThat(client.denied("im:write")).isTrue();
        slack.takesAway(SlackClient.EMAIL_SCOPE);
        client.whoAmI();
        assertThat(client.granted(SlackClient.EMAIL_SCOPE)).isFalse();
        assertThat(client.denied(SlackClient.EMAIL_SCOPE)).isTrue();
    }

    @Test
    void whoever_is_unknown_is_asked_about_and_then_known() {
        workspace.learn(later);
        List<String> chosen = ids("chen", "alice", "chen", "gina");
        assertThat(people.reach(TEAM, chosen).values())
                .extracting(Reach::kind)
                .containsExactly(Reach.Kind.UNKNOWN, Reach.Kind.UNKNOWN, Reach.Kind.UNKNOWN);
        await().until(() ->
                people.reach(TEAM, chosen).values().stream().allMatch(reach -> reach.kind() == Reach.Kind.ADDRESS));
        Map<String, Reach> reach = people.reach(TEAM, chosen);
        assertThat(reach.keySet()).containsExactlyElementsOf(ids("chen", "alice", "gina"));
        assertThat(reach.values())
                .extracting(Reach::address)
                .containsExactly("chen@example.com", "alice@example.com", "gina@agency.example");
        assertThat(reach.values())
                .extracting(Reach::person)
                .extracting("name")
                .containsExactly("Chen Wei", "Alice Martin", "Gina Guest");
    }

    @Test
    void members_and_guests_can_be_reached_and_nobody_else() {
        workspace.learn(later);
        for (String name : List.of("alice", "una", "noor", "robbie", "slackbot", "stefan")) {
            people.learn(TEAM, slack.member(name).id());
        }
        assertThat(kinds("alice", "una", "noor", "robbie", "slackbot", "stefan"))
                .containsExactly(
                        Reach.Kind.ADDRESS,
                        Reach.Kind.ADDRESS,
                        Reach.Kind.NO_ADDRESS,
                        Reach.Kind.BOT,
                        Reach.Kind.BOT,
                        Reach.Kind.STRANGER);
        Reach robbie = reach("robbie");
        assertThat(robbie.address()).isNull();
        assertThat(robbie.person()).extracting("name").isEqualTo("Robbie Deploys");
    }

    @Test
    void a_deactivated_member_is_not_reached_though_slack_still_tells_the_address() {
        workspace.learn(later);
        slack.chen().leavesUnseen();
        assertThat(people.learn(TEAM, slack.chen().id()).email()).isEqualTo("chen@example.com");
        assertThat(reach("chen").kind()).isEqualTo(Reach.Kind.DEACTIVATED);
        assertThat(reach("chen").address()).isNull();
    }

    @Test
    void a_user_that_slack_does_not_know_stays_unknown() {
        workspace.learn(later);
        assertThat(people.reach(TEAM, List.of("U0NOBODY000")).values())
                .singleElement()
                .matches(reach -> reach.kind() == Reach.Kind.UNKNOWN && reach.person() == null);
        await().until(() -> !slack.calls("users.info").isEmpty());
        assertThat(people.known(TEAM, "U0NOBODY000")).isEmpty();
    }

    @Test
    void who_has_no_address_is_not_asked_about_at_each_look() {
        workspace.learn(later);
        people.learn(TEAM, slack.noor().id());
        assertThat(reach("noor").kind()).isEqualTo(Reach.Kind.NO_ADDRESS);
        assertThat(people.known(TEAM, slack.noor().id())).isPresent();
        later.close();
        assertThat(slack.calls("users.info")).hasSize(1);
    }

    @Test
    void an_address_is_forgotten_when_the_scope_is_taken_away_and_learned_when_it_is_back() {
        workspace.learn(later);
        people.learn(TEAM, slack.alice().id());
        people.learn(TEAM, slack.chen().id());
        slack.takesAway(SlackClient.EMAIL_SCOPE);
        client.whoAmI();
        assertThat(reach("alice").kind()).isEqualTo(Reach.Kind.NO_ADDRESS);
        assertThat(addresses()).isEmpty();
        slack.grants(SlackClient.EMAIL_SCOPE);
        client.whoAmI();
        assertThat(reach("alice").kind()).isEqualTo(Reach.Kind.UNKNOWN);
        await().until(() -> addresses().equals(List.of("alice@example.com")));
        assertThat(reach("alice").address()).isEqualTo("alice@example.com");
    }

    @Test
    void without_an_answer_of_slacks_nothing_is_forgotten() {
        workspace.learn(later);
        people.learn(TEAM, slack.alice().id());
        slack.takesAway(SlackClient.EMAIL_SCOPE);
        slack.faults().down();
        var settings = slack.settings();
        try (SlackClient restarted =
                new SlackClient(new SlackSettings(settings.botToken(), settings.signingSecret(), slack.apiUrl()))) {
            People again = new People(database.jdbi(), restarted, new Workspace(restarted), later);
            assertThat(again.known(TEAM, slack.alice().id()))
                    .get()
                    .extracting(Person::email)
                    .isEqualTo("alice@example.com");
        }
    }

    @Test
    void owners_and_admins_are_known_as_such_and_whoever_became_one_unseen_is_asked_about() {
        assertThat(people.learn(TEAM, slack.noor().id()).admin()).isTrue();
        Person chen = people.learn(TEAM, slack.chen().id());
        assertThat(chen.admin()).isFalse();
        assertThat(people.isAdmin(chen)).isFalse();
        slack.chen().becomesAdminUnseen();
        assertThat(people.known(TEAM, chen.userId()))
                .get()
                .extracting(Person::admin)
                .isEqualTo(false);
        assertThat(people.isAdmin(chen)).isTrue();
        assertThat(people.known(TEAM, chen.userId()))
                .get()
                .extracting(Person::admin)
                .isEqualTo(true);
        assertThat(people.known(TEAM, slack.noor().id()))
                .get()
                .extracting(Person::admin)
                .isEqualTo(true);
    }

    private Reach reach(String name) {
        return people.reach(TEAM, ids(name)).values().iterator().next();
    }

    private List<Reach.Kind> kinds(String... names) {
        return people.reach(TEAM, ids(names)).values().stream().map(Reach::kind).toList();
    }

    private List<String> ids(String... names) {
        return Stream.of(names).map(name -> slack.member(name).id()).toList();
    }

    private List<String> addresses() {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT email FROM slack_user WHERE email <> ''")
                .mapTo(String.class)
                .list());
    }
}
