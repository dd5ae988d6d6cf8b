package dev.certsend.history;

import static org.awaitility.Awaitility.await;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import dev.certsend.playground.Manifest;
import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.SharedFile;
import dev.certsend.policy.Door;
import dev.certsend.policy.Guard;
import dev.certsend.policy.Later;
import dev.certsend.policy.People;
import dev.certsend.policy.Person;
import dev.certsend.policy.Workspace;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackRequests;
import dev.certsend.slack.SlackSettings;
import dev.certsend.slack.SlackSignature;
import dev.certsend.web.WebServer;
import io.javalin.http.Context;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The two commands behind a door, with a log and a Slack of their own; Alice is an auditor, Bruno is none. */
final class AuditDesk implements AutoCloseable {
    static final String CHANNEL = "#certificates";

    private final LocalPostgres postgres = LocalPostgres.migrated();
    private final Database database = postgres.connect(10);
    private final dev.certsend.playground.slack.SlackSettings settings =
            dev.certsend.playground.slack.SlackSettings.example()
                    .withScopes("commands", "chat:write", "users:read", "files:write", "im:write");
    private final LocalSlack slack = LocalSlack.start(settings);
    private final Later later = new Later();
    private final SlackClient client;
    private final WebServer web;

    AuditDesk() {
        slack.offers(Manifest.read().commands());
        SlackSettings ours = new SlackSettings(settings.botToken(), settings.signingSecret(), slack.apiUrl());
        client = new SlackClient(ours);
        Workspace workspace = new Workspace(client);
        workspace.learn(later);
        People people = new People(database.jdbi(), client, workspace, later);
        AuditLog audit = new AuditLog(database.jdbi());
        Door door = new Door(new Guard(workspace, people, audit, client, later), client, later);
        Auditors auditors = new Auditors(Set.of(slack.alice().id()));
        SummarizeAudit summarize = new SummarizeAudit(database.jdbi(), audit, auditors, client, later);
        ExportAudit export = new ExportAudit(database.jdbi(), audit, auditors, client, later);
        var bolt = SlackRequests.bolt(ours);
        bolt.command("/cert-audit", door.command((person, typed) -> dispatched(summarize, export, person, typed)));
        bolt.blockAction(ExportAudit.BUTTON, door.action(export::press));
        SlackRequests requests =
                new SlackRequests(new SlackSignature(ours.signingSecret(), InstantSource.system()), bolt);
        web = new WebServer(paths -> paths.post("/slack/events", request -> answer(request, requests)));
        slack.connect(URI.create("http://localhost:" + web.start(0) + "/slack/events"));
        for (Member member : List.of(slack.alice(), slack.bruno())) {
            people.learn(settings.teamId(), member.id());
        }
    }

    private static Response dispatched(
            SummarizeAudit summarize, ExportAudit export, Person person, SlashCommandPayload typed) {
        return Typed.firstWord(typed).equals(ExportAudit.WORD)
                ? export.look(person, typed)
                : summarize.look(person, typed);
    }

    private static void answer(Context request, SlackRequests requests) {
        Map<String, String> headers = new HashMap<>();
        request.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Response answer = requests.answer(request.bodyAsBytes(), headers, request.ip());
        request.status(answer.getStatusCode())
                .contentType(answer.getContentType())
                .result(answer.getBody() == null ? "" : answer.getBody());
    }

    LocalSlack slack() {
        return slack;
    }

    Database database() {
        return database;
    }

    String teamId() {
        return settings.teamId();
    }

    /** A letter that somebody asked for, and what became of it. */
    void sent(Member who, long order, String name, String mode, String recipient, Action... actions) {
        UUID send = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        for (Action action : actions) {
            new AuditLog(database.jdbi())
                    .append(Entry.of(action, teamId())
                            .by(who.id(), who.name())
                            .about(order, order + 1, name)
                            .in(send, mode, who.id())
                            .to(delivery, recipient));
        }
    }

    /** The reasons of the entries of this action, oldest first. */
    List<String> reasons(Action action) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(reason, '') FROM audit_entry WHERE action = :action ORDER BY entry_id")
                .bind("action", action.text())
                .mapTo(String.class)
                .list());
    }

    /** The file that they are sent next, when it is the only one. */
    SharedFile fileFor(Member who) {
        await().until(() -> who.directMessages().stream()
                .anyMatch(message -> !message.files().isEmpty()));
        return who.directMessages().get(0).files().get(0);
    }

    @Override
    public void close() {
        web.close();
        later.close();
        client.close();
        slack.close();
        postgres.close();
    }
}
