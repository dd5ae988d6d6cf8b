package dev.certsend.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What Slack posts: the command, and the form filled in, each person and order in turn. */
final class SlackForms {
    static final String CHANNEL = "C0BENCH0001";
    static final String VIEW = "V0BENCHVIEW";
    static final int PEOPLE = 50;

    private static final String PERSON = "U0BENCHUSER";
    private static final String ORDER = "4711471147114711";

    private final FastSlack slack;
    private final List<Long> orders;
    private final AtomicLong made = new AtomicLong();
    private final String run = Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);

    SlackForms(FastSlack slack, List<Long> orders) {
        this.slack = slack;
        this.orders = orders;
    }

    static String person(long number) {
        return "U0BENCH%04d".formatted(number % PEOPLE);
    }

    /** {@code /cert-send} without words, whose trigger is the moment given. */
    String command(long due) {
        return "token=none&team_id=" + FastSlack.TEAM + "&team_domain=example&channel_id=" + CHANNEL
                + "&channel_name=certificates&user_id=" + person(made.incrementAndGet())
                + "&user_name=bench&command=%2Fcert-send&text=&api_app_id=A0CERTSEND1&is_enterprise_install=false"
                + "&response_url=" + encoded(slack.responseUrl()) + "&trigger_id=" + due;
    }

    /** The template of a filled form; made once, for {@link #submission}. */
    String filled() {
        ObjectNode view = slack.view();
        ObjectNode values = view.withObjectProperty("state").withObjectProperty("values");
        values.putObject("order")
                .putObject("order")
                .put("type", "external_select")
                .set("selected_option", option("www.example.com", ORDER));
        values.putObject("recipients")
                .putObject("recipients")
                .put("type", "plain_text_input")
                .put("value", "bob@example.com");
        values.putObject("mode")
                .putObject("mode")
                .put("type", "radio_buttons")
                .set("selected_option", option("As an attachment", "attachment"));
        values.putObject("message")
                .putObject("message")
                .put("type", "plain_text_input")
                .put("value", "The new certificate, as discussed.");
        ObjectNode payload = view.objectNode().put("type", "view_submission");
        payload.putObject("team").put("id", FastSlack.TEAM).put("domain", "example");
        payload.putObject("user")
                .put("id", PERSON)
                .put("username", "bench")
                .put("name", "bench")
                .put("team_id", FastSlack.TEAM);
        payload.put("api_app_id", "A0CERTSEND1").put("token", "none").put("trigger_id", "1.2.3");
        payload.set("view", view);
        payload.putArray("response_urls");
        return "payload=" + encoded(payload.toString());
    }

    /** A submission of a view of its own. */
    String submission(String filled) {
        long number = made.incrementAndGet();
        return filled.replace(VIEW, "V" + run + number)
                .replace(PERSON, person(number))
                .replace("bob@", "bob" + number + "@")
                .replace(ORDER, Long.toString(orders.get((int) (number % orders.size()))));
    }

    private static ObjectNode option(String text, String value) {
        ObjectNode option = new ObjectMapper().createObjectNode();
        option.putObject("text").put("type", "plain_text").put("text", text);
        return option.put("value", value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
