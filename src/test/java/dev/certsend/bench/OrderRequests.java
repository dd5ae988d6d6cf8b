package dev.certsend.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** What Slack posts while somebody looks for an order: the picker's question, the command, the button to the next page. */
final class OrderRequests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FastSlack slack;
    private final AtomicLong made = new AtomicLong();

    OrderRequests(FastSlack slack) {
        this.slack = slack;
    }

    /** The picker of an open form asks for options. */
    String suggestion(String typed) {
        ObjectNode payload = payload("block_suggestion");
        payload.put("action_id", "order").put("block_id", "order").put("value", typed);
        payload.putObject("container").put("type", "view").put("view_id", SlackForms.VIEW);
        payload.set("view", slack.view());
        return form(payload);
    }

    /** {@code /cert-orders} with a query. */
    String command(String query) {
        return command("/cert-orders", SlackForms.person(made.incrementAndGet()), query);
    }

    /** A command by somebody, with words behind it. */
    String command(String command, String userId, String query) {
        return "token=none&team_id=" + FastSlack.TEAM + "&team_domain=example&channel_id=" + SlackForms.CHANNEL
                + "&channel_name=certificates&user_id=" + userId
                + "&user_name=bench&command=" + encoded(command) + "&text=" + encoded(query)
                + "&api_app_id=A0CERTSEND1&is_enterprise_install=false&response_url="
                + encoded(slack.responseUrl()) + "&trigger_id=1";
    }

    /** <em>Next</em> below an order of a list; the page comes to a response URL that knows the moment given. */
    String next(String query, long orderId, boolean sendable, long due) {
        ObjectNode place = JSON.createObjectNode().put("query", query);
        place.putObject("position")
                .put("orderId", orderId)
                .put("sendable", sendable)
                .put("forward", true);
        ObjectNode payload = payload("block_actions");
        payload.put("response_url", slack.responseUrl(due));
        payload.putObject("channel").put("id", SlackForms.CHANNEL).put("name", "certificates");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", "1763800000.000100")
                .put("channel_id", SlackForms.CHANNEL)
                .put("is_ephemeral", true);
        payload.putArray("actions")
                .addObject()
                .put("action_id", "orders_next")
                .put("block_id", "paging")
                .put("type", "button")
                .put("value", place.toString())
                .put("action_ts", "1763800000.000200");
        return form(payload);
    }

    private ObjectNode payload(String type) {
        ObjectNode payload = JSON.createObjectNode().put("type", type);
        payload.putObject("team").put("id", FastSlack.TEAM).put("domain", "example");
        payload.putObject("user")
                .put("id", SlackForms.person(made.incrementAndGet()))
                .put("username", "bench")
                .put("name", "bench")
                .put("team_id", FastSlack.TEAM);
        return payload.put("api_app_id", "A0CERTSEND1").put("token", "none").put("trigger_id", "1.2.3");
    }

    private static String form(ObjectNode payload) {
        return "payload=" + encoded(payload.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
