package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The sample bot's words: a form to send a certificate, and the message about it. */
final class SampleForm {

    private SampleForm() {}

    static ObjectNode view(String channel, boolean chosen) {
        ObjectNode view = Json.object().put("type", "modal").put("callback_id", "send_certificate");
        view.put("private_metadata", channel).put("notify_on_close", true);
        view.set("title", plain("Send certificate"));
        view.set("submit", plain("Send"));
        view.set("close", plain("Cancel"));
        ArrayNode blocks = view.putArray("blocks");
        ObjectNode order = Json.object().put("type", "external_select").put("min_query_length", 0);
        order.set("placeholder", plain("Name, order number or serial"));
        blocks.add(input("order", "Order", order).put("dispatch_action", true));
        if (chosen) {
            quickView(blocks);
        }
        ObjectNode recipients = Json.object().put("type", "plain_text_input");
        recipients.set("placeholder", plain("ops@example.com, web@example.com"));
        ObjectNode to = input("recipients", "Recipients", recipients);
        to.set("hint", plain("Separate several with commas, spaces or new lines."));
        blocks.add(to);
        ObjectNode mode = Json.object().put("type", "radio_buttons");
        ArrayNode modes = mode.putArray("options");
        modes.add(option("Attachment", "attachment", "The certificate and its chain as files"));
        modes.add(option("Plain text", "plaintext", "PEM in the body of the e-mail"));
        modes.add(option("Download link", "downloadlink", "A link that works for seven days"));
        mode.set("initial_option", modes.get(0).deepCopy());
        blocks.add(input("mode", "Delivery", mode));
        ObjectNode message = Json.object()
                .put("type", "plain_text_input")
                .put("multiline", true)
                .put("max_length", 1000);
        blocks.add(input("message", "Message", message).put("optional", true));
        return view;
    }

    private static void quickView(ArrayNode blocks) {
        ObjectNode section = blocks.addObject().put("type", "section").put("block_id", "quick");
        ArrayNode fields = section.putArray("fields");
        fields.add(mrkdwn("*Status*\nIssued"));
        fields.add(mrkdwn("*Valid until*\n<!date^1805000000^{date_short}|14 Mar 2027>"));
        fields.add(mrkdwn("*Organization*\nExample Corp"));
        fields.add(mrkdwn("*Serial*\n`0A:1B:2C:3D:4E:5F`"));
    }

    static ArrayNode outcome(String title, String by, boolean withButtons) {
        ArrayNode blocks = Json.array();
        blocks.addObject()
                .put("type", "header")
                .set("text", plain("Certificate " + title.toLowerCase(java.util.Locale.ROOT)));
        ObjectNode section = blocks.addObject().put("type", "section");
        section.set(
                "text",
                mrkdwn("*www.example.com* to `ops@example.com` as _attachment_ — <https://example.com/d|download>"));
        ObjectNode overflow =
                section.putObject("accessory").put("type", "overflow").put("action_id", "more");
        overflow.putArray("options").add(option("Revoke link", "revoke", "")).add(option("Show in audit", "audit", ""));
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .add(mrkdwn(
                        "By <@" + by + "> in <#C0CERTIFIC1> · <!date^1795345200^{date_short_pretty} at {time}|today>"));
        if (withButtons) {
            ArrayNode buttons = blocks.addObject()
                    .put("type", "actions")
                    .put("block_id", "act")
                    .putArray("elements");
            buttons.addObject()
                    .put("type", "button")
                    .put("action_id", "resend")
                    .put("style", "primary")
                    .set("text", plain("Send again"));
            buttons.addObject()
                    .put("type", "button")
                    .put("action_id", "details")
                    .set("text", plain("Details"));
        }
        return blocks;
    }

    private static ObjectNode input(String id, String label, ObjectNode element) {
        ObjectNode input = Json.object().put("type", "input").put("block_id", id);
        input.set("label", plain(label));
        input.set("element", element.put("action_id", id));
        return input;
    }

    static ObjectNode option(String text, String value, String description) {
        ObjectNode option = Json.object().put("value", value);
        option.set("text", plain(text));
        if (!description.isEmpty()) {
            option.set("description", plain(description));
        }
        return option;
    }

    static ObjectNode plain(String text) {
        return Json.object().put("type", "plain_text").put("text", text).put("emoji", true);
    }

    static ObjectNode mrkdwn(String text) {
        return Json.object().put("type", "mrkdwn").put("text", text);
    }
}
