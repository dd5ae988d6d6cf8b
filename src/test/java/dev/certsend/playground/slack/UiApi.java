package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page and its little API. Everything a click does goes through the same deeds as the driver of the tests. */
final class UiApi {

    private final Parts parts;
    private final Deeds deeds;
    private final ModalDeeds modals;
    private final List<SseClient> watching = new CopyOnWriteArrayList<>();
    private volatile List<PageLink> links = List.of();

    UiApi(Parts parts, Deeds deeds, ModalDeeds modals) {
        this.parts = parts;
        this.deeds = deeds;
        this.modals = modals;
    }

    void routes(RoutesConfig routes) {
        UiFiles.routes(routes);
        routes.exception(NoSuchElementException.class, (e, request) -> refuse(request, e));
        routes.exception(IllegalArgumentException.class, (e, request) -> refuse(request, e));
        routes.get("/ui/state", this::state);
        routes.sse("/ui/changes", this::watch);
        routes.post("/ui/type", request -> answer(request, typed(Click.of(request, parts))));
        routes.post("/ui/act", request -> answer(request, acted(Click.of(request, parts))));
        routes.post("/ui/options", request -> options(request, Click.of(request, parts)));
        routes.post("/ui/modal/enter", request -> answer(request, entered(Click.of(request, parts))));
        routes.post("/ui/modal/press", request -> answer(request, pressed(Click.of(request, parts))));
        routes.post("/ui/modal/options", request -> modalOptions(request, Click.of(request, parts)));
        routes.post("/ui/modal/submit", request -> answer(request, submitted(Click.of(request, parts))));
        routes.post("/ui/modal/close", request -> answer(request, closed(Click.of(request, parts))));
    }

    void links(List<PageLink> others) {
        links = List.copyOf(others);
        parts.changes().happened();
    }

    void close() {
        watching.forEach(SseClient::close);
    }

    private void state(Context request) {
        Person who = Click.person(parts, request.queryParam("as"));
        String wanted = request.queryParam("in");
        Conversation where = parts.workspace().conversations().stream()
                .filter(c -> c.has(who.id()) && c.id().equals(wanted))
                .findFirst()
                .orElseGet(() -> Click.firstOf(parts, who));
        json(request, new UiState(parts, who).of(where, links));
    }

    private void watch(SseClient client) {
        Runnable tell = () -> client.sendEvent("changed", "look again");
        client.keepAlive();
        watching.add(client);
        parts.changes().watch(tell);
        client.onClose(() -> {
            watching.remove(client);
            parts.changes().unwatch(tell);
        });
        client.sendEvent("changed", "look again");
    }

    private Answer typed(Click click) {
        return deeds.types(click.who(), click.where(), click.text("text"));
    }

    private Answer acted(Click click) {
        Message message = click.message();
        Field field = click.field(message);
        JsonNode chosen = click.body().path("option");
        if (click.body().path("chosen").isArray()) {
            return deeds.chooses(click.who(), message, field, click.chosen());
        }
        return deeds.acts(click.who(), message, field, chosen.isObject() ? chosen : null);
    }

    private void options(Context request, Click click) {
        Message message = click.message();
        options(request, deeds.options(click.who(), message, click.field(message), click.text("text")));
    }

    private Answer entered(Click click) {
        OpenView view = click.view();
        List<JsonNode> chosen = click.chosen();
        Field field = click.field(view);
        if (field.isTyped() && !field.dispatchesOn(click.text("on"))) {
            view.enter(field, FormState.entered(field, chosen));
            return Answer.notAsked("");
        }
        return modals.chooses(view, field, chosen);
    }

    private Answer pressed(Click click) {
        OpenView view = click.view();
        JsonNode chosen = click.body().path("option");
        return modals.acts(view, click.field(view), chosen.isObject() ? chosen : null);
    }

    private void modalOptions(Context request, Click click) {
        OpenView view = click.view();
        options(request, modals.searches(view, click.field(view), click.text("text")));
    }

    private Answer submitted(Click click) {
        return modals.submits(click.view());
    }

    private Answer closed(Click click) {
        if (click.body().path("all").asBoolean(false)) {
            modals.dismisses(click.view());
        } else {
            modals.closes(click.view());
        }
        return Answer.notAsked("");
    }

    private static void options(Context request, List<JsonNode> found) {
        ObjectNode body = Json.object();
        ArrayNode options = body.putArray("options");
        found.forEach(options::add);
        json(request, body);
    }

    private static void answer(Context request, Answer answer) {
        json(
                request,
                Json.object()
                        .put("shown", answer.shown())
                        .put("millis", answer.took().toMillis()));
    }

    private static void refuse(Context request, Exception e) {
        request.status(400);
        json(request, Json.object().put("shown", String.valueOf(e.getMessage())));
    }

    private static void json(Context request, ObjectNode body) {
        request.contentType("application/json; charset=utf-8").result(body.toString());
    }
}
