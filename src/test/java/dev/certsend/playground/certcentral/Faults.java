package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which faults the next answers have. Safe for many threads. */
public final class Faults {

    /** A rule holds for so many more calls whose path contains the text. */
    private record Rule(Fault fault, String pathPart, int times) {}

    private final List<Rule> rules = new ArrayList<>();
    private volatile Duration delay = Duration.ZERO;

    Faults() {}

    /** Every answer has the fault, until {@link #none()}. */
    public void always(Fault fault) {
        always(fault, "");
    }

    /** Every answer to a path that contains the text has the fault. */
    public void always(Fault fault, String pathPart) {
        add(new Rule(fault, pathPart, Integer.MAX_VALUE));
    }

    /** The next so many answers have the fault, then all is well again. */
    public void next(int times, Fault fault) {
        next(times, fault, "");
    }

    /** The next so many answers to paths that contain the text have the fault. */
    public void next(int times, Fault fault, String pathPart) {
        add(new Rule(fault, pathPart, times));
    }

    /** Every answer waits so long. */
    public void slow(Duration wait) {
        delay = wait;
    }

    /** All is well from now on. */
    public synchronized void none() {
        rules.clear();
        delay = Duration.ZERO;
    }

    Duration delay() {
        return delay;
    }

    private synchronized void add(Rule rule) {
        rules.add(rule);
    }

    /** The fault for this call, counted off. */
    synchronized Optional<Fault> take(String path) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (path.contains(rule.pathPart)) {
                if (rule.times == 1) {
                    rules.remove(i);
                } else if (rule.times != Integer.MAX_VALUE) {
                    rules.set(i, new Rule(rule.fault, rule.pathPart, rule.times - 1));
                }
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }

    /** The answer as the fault leaves it; faults of the connection leave it as it is. */
    static Answer apply(Fault fault, Answer answer) {
        return switch (fault) {
            case INTERNAL_ERROR -> Answer.error(500, "internal_error", "An unexpected error occurred.");
            case UNAVAILABLE -> Answer.html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
            case LOST_BY_GATEWAY -> Answer.html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>");
            case LOST_500 -> page(500);
            case LOST_520 -> page(520);
            case LOST_524 -> page(524);
            case LOST_408 -> page(408);
            case LOST_200 -> page(200);
            case LOST_IN_WORDS -> Answer.error(500, "", "upstream error");
            case HTML -> Answer.html(200, "<!doctype html><title>Sign in</title><form>…</form>");
            case TOO_MANY_REQUESTS -> tooManyRequests();
            case TOO_MANY_REQUESTS_FOR_A_SECOND -> tooManyRequests().with("Retry-After", "1");
            case FORBIDDEN ->
                Answer.error(403, "access_denied|missing_permission", "Access denied due to missing_permission.");
            case WRONG_TYPES, NO_ORDERS, HALF_A_PAGE, ONE_WRONG_FIELD, ORDER_TWICE, NO_TOTAL ->
                answer.isJson() ? spoilJson(fault, answer) : answer;
            case HALF_A_DOCUMENT -> answer.cutInHalf();
            case CUT_IN_BODY, NO_ANSWER -> answer;
        };
    }

    private static Answer page(int status) {
        return Answer.html(status, "\ufeff<html><body><h1>" + status + "</h1></body></html>");
    }

    static Answer tooManyRequests() {
        return Answer.error(429, "request_limit_exceeded", "Service unavailable, please limit request volume");
    }

    private static Answer spoilJson(Fault fault, Answer answer) {
        try {
            JsonNode json = Answer.JSON.readTree(answer.body());
            switch (fault) {
                case NO_ORDERS -> ((ObjectNode) json).remove("orders");
                case HALF_A_PAGE -> halve(json.path("orders"));
                case ONE_WRONG_FIELD -> retypeOne(json);
                case ORDER_TWICE -> repeatFirst(json.path("orders"));
                case NO_TOTAL -> forgetTotal(json.path("page"));
                default -> retype(json);
            }
            return Answer.json(answer.status(), json);
        } catch (IOException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    private static void halve(JsonNode orders) {
        var rest = orders.elements();
        for (int i = 0, keep = orders.size() / 2; rest.hasNext(); i++) {
            rest.next();
            if (i >= keep) {
                rest.remove();
            }
        }
    }

    private static void retypeOne(JsonNode json) {
        JsonNode orders = json.path("orders");
        JsonNode order = orders.isEmpty() ? json : orders.get(orders.size() / 2);
        if (order.path("certificate") instanceof ObjectNode certificate) {
            certificate.putObject("dns_names").put("name", "www.example.com");
        }
    }

    private static void repeatFirst(JsonNode orders) {
        if (orders instanceof ArrayNode array && !array.isEmpty()) {
            array.set(array.size() - 1, array.get(0));
        }
    }

    private static void forgetTotal(JsonNode page) {
        if (page instanceof ObjectNode object) {
            object.remove("total");
        }
    }

    private static void retype(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("dns_names")) {
            object.put("dns_names", object.get("dns_names").toString());
        }
        if (node instanceof ObjectNode object && object.has("status")) {
            object.put("status", 4);
        }
        node.forEach(Faults::retype);
    }
}
