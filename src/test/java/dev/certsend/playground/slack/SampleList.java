package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.SampleForm.mrkdwn;
import static dev.certsend.playground.slack.SampleForm.option;
import static dev.certsend.playground.slack.SampleForm.plain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A list of orders with filters and a row of buttons each: as a message and as a modal. */
final class SampleList {

    private SampleList() {}

    /** Filters, three rows and a button for more; the same blocks serve a message and a modal. */
    static ArrayNode blocks(String found) {
        ArrayNode blocks = Json.array();
        blocks.addObject().put("type", "header").set("text", plain(found));
        filters(blocks);
        blocks.addObject().put("type", "divider");
        row(blocks, "10001", "www.example.com", "OV · valid until 14 Mar 2027");
        row(blocks, "10002", "shop.example.com", "EV · expires in 12 days");
        row(blocks, "10003", "a-rather-long-host-name.internal.europe.example.org", "DV · revoked");
        ArrayNode pages = actions(blocks, "pages");
        pages.add(button("newer", "Newer")).add(button("older", "Older"));
        ArrayNode foot = blocks.addObject()
                .put("type", "context")
                .put("block_id", "foot")
                .putArray("elements");
        foot.add(mrkdwn("1 to 3 of 17"));
        return blocks;
    }

    private static void filters(ArrayNode blocks) {
        ArrayNode filters = actions(blocks, "filters");
        filters.add(select("status", "Any status"));
        ObjectNode date = filters.addObject().put("type", "datepicker").put("action_id", "until");
        date.set("placeholder", plain("Expires before"));
    }

    /** Two rows: one with a menu beside it, one with three dots and some fields. */
    static ArrayNode mixed() {
        ArrayNode blocks = Json.array();
        row(blocks, "10001", "www.example.com", "OV · valid until 14 Mar 2027");
        ((ObjectNode) blocks.get(0)).set("accessory", select("status", "Any status"));
        row(blocks, "10002", "shop.example.com", "EV · expires in 12 days");
        ObjectNode more = Json.object().put("type", "overflow").put("action_id", "more");
        more.putArray("options").add(option("Revoke", "revoke", ""));
        ObjectNode second = (ObjectNode) blocks.get(1);
        second.set("accessory", more);
        second.putArray("fields")
                .add(mrkdwn("*Organization*\nExample Corp"))
                .add(mrkdwn("*Serial*\n`0A:1B:2C:3D:4E:5F`"));
        return blocks;
    }

    static void row(ArrayNode blocks, String id, String name, String facts) {
        ObjectNode row = blocks.addObject().put("type", "section").put("block_id", "order-" + id);
        row.set("text", mrkdwn("*" + name + "*\n" + facts));
        row.set("accessory", button("details", "Details").put("value", id));
    }

    static ObjectNode select(String actionId, String placeholder) {
        ObjectNode select = Json.object().put("type", "static_select").put("action_id", actionId);
        select.set("placeholder", plain(placeholder));
        select.putArray("options")
                .add(option("Issued", "issued", ""))
                .add(option("Expiring soon", "expiring", ""))
                .add(option("Revoked", "revoked", ""));
        return select;
    }

    static ObjectNode button(String actionId, String text) {
        return Json.object().put("type", "button").put("action_id", actionId).set("text", plain(text));
    }

    private static ArrayNode actions(ArrayNode blocks, String id) {
        return blocks.addObject().put("type", "actions").put("block_id", id).putArray("elements");
    }

    static ObjectNode message(String found) {
        ObjectNode message = Json.object().put("response_type", "ephemeral").put("text", found);
        return message.set("blocks", blocks(found));
    }

    static ObjectNode modal(String title, ArrayNode blocks) {
        ObjectNode view = Json.object().put("type", "modal").put("private_metadata", "kept");
        view.set("title", plain(title));
        view.set("blocks", blocks);
        return view;
    }

    /** A modal with one of each input, besides the list's filters. */
    static ObjectNode search(String title) {
        ArrayNode blocks = Json.array();
        filters(blocks);
        ObjectNode order = Json.object().put("type", "external_select").put("min_query_length", 0);
        blocks.add(input("order", "Order", order).put("dispatch_action", true));
        blocks.add(input("to", "Recipients", Json.object().put("type", "plain_text_input")));
        blocks.add(input("kind", "Product", select("kind", "Any product")).put("optional", true));
        ObjectNode since = Json.object().put("type", "datepicker").put("initial_date", "2026-01-31");
        blocks.add(input("since", "Ordered since", since));
        ObjectNode mode = Json.object().put("type", "radio_buttons");
        mode.putArray("options").add(option("Attachment", "attachment", "")).add(option("Link", "link", ""));
        blocks.add(input("mode", "Delivery", mode));
        ObjectNode with = Json.object().put("type", "checkboxes");
        with.putArray("options").add(option("Root included", "root", "")).add(option("Copy to me", "copy", ""));
        blocks.add(input("with", "Also", with).put("optional", true));
        return modal(title, blocks).set("submit", plain("Search"));
    }

    static ObjectNode input(String id, String label, ObjectNode element) {
        ObjectNode input = Json.object().put("type", "input").put("block_id", id);
        input.set("label", plain(label));
        return input.set("element", element.put("action_id", id));
    }
}
