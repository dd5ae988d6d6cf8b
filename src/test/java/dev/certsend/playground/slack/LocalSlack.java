package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.secret.Secret;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A Slack workspace of our own on a real socket: Web API, signed requests to the app, a page in the browser, and people who can be
 * made to do things. As strict as the real one wherever an app could tell.
 */
public final class LocalSlack implements AutoCloseable {

    private final Parts parts;
    private final Deeds deeds;
    private final ModalDeeds modals;
    private final Faults faults = new Faults();
    private final WebApi webApi;
    private final UiApi ui;
    private final Javalin server;

    private LocalSlack(SlackSettings settings) {
        Changes changes = new Changes();
        Workspace workspace = new Workspace(settings, changes);
        parts = Parts.of(workspace, changes, new ResponseUrls(workspace, () -> uiUrl().toString()));
        deeds = new Deeds(parts);
        modals = new ModalDeeds(parts, deeds);
        FileApi files = new FileApi(workspace, faults, () -> uiUrl().toString());
        webApi = new WebApi(parts, faults, files);
        ui = new UiApi(parts, deeds, modals);
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = 2_000_000;
            config.routes.post("/api/{method}", webApi::handle);
            config.routes.post("/response/{team}/{id}", request -> ResponseUrlRoute.handle(request, parts.urls()));
            files.routes(config.routes);
            ui.routes(config.routes);
        });
    }

    /** Listens at once; {@link #connect} tells it where the app is. */
    public static LocalSlack start(SlackSettings settings) {
        LocalSlack slack = new LocalSlack(settings);
        slack.server.start("localhost", settings.port());
        return slack;
    }

    /** Where requests to the app go: its one path for commands, interactions, options and events. */
    public void connect(URI slackEvents) {
        parts.app().connect(slackEvents);
    }

    /** The commands of the app's manifest. With none, every command is taken as it was typed. */
    public void offers(List<CommandHint> commands) {
        parts.commands().clear();
        parts.commands().addAll(commands);
    }

    /** Other pages of the playground, linked in the sidebar. */
    public void links(List<PageLink> links) {
        ui.links(links);
    }

    /** Installs the app anew with exactly these scopes; the token stays what it was, as Slack's does. */
    public void reinstalls(String... scopes) {
        parts.workspace().reinstall(Set.of(scopes));
    }

    /** Installs the app anew with this scope too. */
    public void grants(String scope) {
        Set<String> scopes = new HashSet<>(parts.workspace().scopes());
        scopes.add(scope);
        parts.workspace().reinstall(scopes);
    }

    /** Installs the app anew without this scope. */
    public void takesAway(String scope) {
        Set<String> scopes = new HashSet<>(parts.workspace().scopes());
        scopes.remove(scope);
        parts.workspace().reinstall(scopes);
    }

    /** What it was started with; the app needs the token and the signing secret. */
    public SlackSettings settings() {
        return parts.settings();
    }

    public URI apiUrl() {
        return uiUrl().resolve("api/");
    }

    public URI uiUrl() {
        return URI.create("http://localhost:" + server.port() + "/");
    }

    public Member alice() {
        return member("alice");
    }

    public Member bruno() {
        return member("bruno");
    }

    public Member chen() {
        return member("chen");
    }

    /** A guest in a few channels. */
    public Member gina() {
        return member("gina");
    }

    /** A guest in one channel. */
    public Member una() {
        return member("una");
    }

    /** Somebody of another company, in #certificates by Slack Connect. */
    public Member stefan() {
        return member("stefan");
    }

    /** A full member of whom Slack knows no e-mail address. */
    public Member noor() {
        return member("noor");
    }

    /** Anybody, by name or user id. */
    public Member member(String nameOrId) {
        return parts.workspace().people().stream()
                .filter(p -> p.name().equals(nameOrId) || p.id().equals(nameOrId))
                .findFirst()
                .map(p -> new Member(p.id(), parts, deeds, modals))
                .orElseThrow(() -> new NoSuchElementException("nobody is called " + nameOrId));
    }

    /** {@code #name}, {@code name} or an id. */
    public Channel channel(String name) {
        return new Channel(parts.workspace().named(name));
    }

    public Faults faults() {
        return faults;
    }

    /** Every call of the method so far, oldest first. */
    public List<ApiCall> calls(String method) {
        return webApi.calls().stream().filter(c -> c.method().equals(method)).toList();
    }

    /** Every call of the Web API so far, oldest first. */
    public List<ApiCall> calls() {
        return List.copyOf(webApi.calls());
    }

    /** Every request made to the app so far, oldest first. */
    public List<AppRequest> requests() {
        return List.copyOf(parts.app().requests());
    }

    /** What Slack disliked in answers of the app but would never tell it: empty after a good story. */
    public List<String> complaints() {
        return List.copyOf(parts.complaints());
    }

    /** Posts exactly this to the app: for attackers. */
    public Answer post(String body, Map<String, String> headers) {
        return parts.app().post(body, headers);
    }

    /** Posts a form body signed with this secret at this time (seconds since 1970): for attackers, and for clocks gone wrong. */
    public Answer signed(String body, long timestamp, Secret secret) {
        return post(body, parts.app().signed("application/x-www-form-urlencoded", body, timestamp, secret));
    }

    /** Sends the last request once more, byte for byte, with its old signature. */
    public Answer repeat() {
        List<AppRequest> sent = parts.app().requests();
        AppRequest last = sent.get(sent.size() - 1);
        return post(last.body(), last.headers());
    }

    /** What an admin's page does when the app's address is entered. */
    public Answer verifiesUrl(String challenge) {
        return parts.app().json(new Payloads(parts).urlVerification(challenge), Map.of());
    }

    /** The unsigned certificate probe of distributed apps. */
    public Answer checksSsl() {
        return post("ssl_check=1&token=legacy", Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Sends an event, {@code {"type": …}}, and returns the app's answer. */
    public Answer emits(ObjectNode event) {
        return deeds.event(new Payloads(parts).event(event), Map.of());
    }

    /** Sends the last request, an event, again as Slack does when it believes that the app missed it: same event_id. */
    public Answer retriesEvent(int number, String reason) {
        List<AppRequest> sent = parts.app().requests();
        ObjectNode body = (ObjectNode) Json.parse(sent.get(sent.size() - 1).body());
        return deeds.event(body, Map.of("X-Slack-Retry-Num", Integer.toString(number), "X-Slack-Retry-Reason", reason));
    }

    @Override
    public void close() {
        ui.close();
        server.stop();
    }
}
