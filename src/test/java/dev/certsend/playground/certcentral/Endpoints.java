package dev.certsend.playground.certcentral;

import static dev.certsend.playground.certcentral.Answer.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The map: each path of the Services API v2 with the method that answers it. */
final class Endpoints {

    private final LocalAccount account;
    private final OrderList list;
    private final OrderInfoJson info;
    private final SendEmail sendEmail;
    private final List<Route> routes;

    private record Route(String method, Pattern path, BiFunction<Request, Matcher, Answer> answer) {}

    Endpoints(LocalAccount account) {
        this.account = account;
        this.list = new OrderList(account);
        this.info = new OrderInfoJson(account);
        this.sendEmail = new SendEmail(account);
        CertificateEndpoints certificates = new CertificateEndpoints(account);
        this.routes = List.of(
                route("GET", "/order/certificate", (r, m) -> list.page(r.query())),
                route("GET", "/order/certificate/status-changes", (r, m) -> statusChanges(r.query())),
                route("GET", "/order/certificate/([^/]+)", (r, m) -> order(m.group(1))),
                route("GET", "/order/certificate/(\\d+)/duplicate", (r, m) -> duplicates(m.group(1))),
                route("GET", "/order/certificate/(\\d+)/reissue", (r, m) -> reissues(m.group(1))),
                route("GET", "/order/certificate/(\\d+)/note", (r, m) -> notes(m.group(1))),
                route("POST", "/order/certificate/(\\d+)/note", (r, m) -> addNote(m.group(1), r.body())),
                route(
                        "GET",
                        "/certificate/(\\d+)/download/format/(\\w+)",
                        (r, m) -> certificates.file(id(m), m.group(2))),
                route(
                        "GET",
                        "/certificate/(\\d+)/download/platform(?:/-?\\d+)?",
                        (r, m) -> certificates.file(id(m), "apache")),
                route("GET", "/certificate/(\\d+)/chain", (r, m) -> certificates.chain(id(m))),
                route(
                        "GET",
                        "/certificate/download/order/(\\d+)",
                        (r, m) -> certificates.ofOrder(m.group(1), "default")),
                route(
                        "GET",
                        "/certificate/download/order/(\\d+)/format/(\\w+)",
                        (r, m) -> certificates.ofOrder(m.group(1), m.group(2))),
                route("PUT", "/certificate/(\\d+)/sendemail", (r, m) -> sendEmail.answer(id(m), r.body())),
                route("GET", "/user/me", (r, m) -> AccountJson.me()),
                route("GET", "/account", (r, m) -> AccountJson.account()),
                route("GET", "/product", (r, m) -> AccountJson.products()));
    }

    Answer answer(Request request) {
        for (Route route : routes) {
            Matcher matcher = route.path.matcher(request.path());
            if (route.method.equals(request.method()) && matcher.matches()) {
                return route.answer.apply(request, matcher);
            }
        }
        return Answer.error(404, "not_found|route", "The specified route was not found.");
    }

    void ignoreFilters(boolean ignore) {
        list.ignoreFilters(ignore);
    }

    void listFromTheMiddle(boolean middle) {
        list.fromTheMiddle(middle);
    }

    SendEmail sendEmail() {
        return sendEmail;
    }

    /** The file behind a link in one of CertCentral's own mails, for whoever has the link. */
    Answer linked(long certificateId) {
        return new CertificateEndpoints(account).file(certificateId, "pem_all");
    }

    private static Route route(String method, String path, BiFunction<Request, Matcher, Answer> answer) {
        return new Route(method, Pattern.compile(path), answer);
    }

    private static long id(Matcher matcher) {
        return Long.parseLong(matcher.group(1));
    }

    private Answer order(String key) {
        return account.find(key).map(o -> Answer.json(200, info.of(o))).orElseGet(Endpoints::noOrder);
    }

    private Answer duplicates(String key) {
        return account.find(key)
                .map(o -> Answer.json(200, info.certificates(o.duplicates(), o, "approved")))
                .orElseGet(Endpoints::noOrder);
    }

    private Answer reissues(String key) {
        return account.find(key)
                .map(o -> Answer.json(200, info.certificates(o.reissues(), o, "issued")))
                .orElseGet(Endpoints::noOrder);
    }

    private Answer notes(String key) {
        ObjectNode json = JSON.createObjectNode();
        json.set("notes", info.notes(Long.parseLong(key)));
        return account.find(key).map(o -> Answer.json(200, json)).orElseGet(Endpoints::noOrder);
    }

    private Answer addNote(String key, String body) {
        JsonNode text = JsonBody.read(body, "text").path("text");
        if (!text.isTextual() || text.textValue().isBlank()) {
            return JsonBody.invalid("text");
        }
        return account.find(key)
                .map(o -> Answer.json(201, account.addNote(o.id(), text.textValue())))
                .orElseGet(Endpoints::noOrder);
    }

    private Answer statusChanges(Query query) {
        long seconds = query.number("seconds", 0) + 60L * query.number("minutes", 0);
        if (seconds > 10_080 * 60) {
            return Answer.error(400, "time_frame_too_long", "The time frame must not exceed 10080 minutes.");
        }
        ObjectNode json = JSON.createObjectNode();
        for (LocalAccount.Change change : account.changesWithin(Duration.ofSeconds(seconds))) {
            json.withArray("/orders")
                    .addObject()
                    .put("order_id", change.orderId())
                    .put("certificate_id", change.certificateId())
                    .put("status", change.status());
        }
        return Answer.json(200, json);
    }

    private static Answer noOrder() {
        return Answer.error(404, "not_found|order", "The specified order was not found.");
    }
}
