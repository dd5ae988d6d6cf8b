package dev.certsend.playground.slack;

import static dev.certsend.playground.slack.SampleForm.option;
import static dev.certsend.playground.slack.SampleForm.plain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A modal in which people are chosen: several, told at once, and one. */
final class SamplePeople {

    private SamplePeople() {}

    static ObjectNode modal(String title, int most) {
        ArrayNode blocks = Json.array();
        ObjectNode who = Json.object().put("type", "multi_users_select").put("max_selected_items", most);
        who.putArray("initial_users").add(ExampleCorp.BRUNO);
        who.set("placeholder", plain("People of this workspace"));
        blocks.add(SampleList.input("who", "Colleagues", who).put("dispatch_action", true));
        ObjectNode owner = Json.object().put("type", "users_select");
        blocks.add(SampleList.input("owner", "Owner", owner).put("optional", true));
        ObjectNode mode = Json.object().put("type", "radio_buttons");
        mode.putArray("options").add(option("Attachment", "attachment", "")).add(option("Link", "link", ""));
        blocks.add(SampleList.input("mode", "Delivery", mode)
                .put("dispatch_action", true)
                .put("optional", true));
        blocks.addObject()
                .put("type", "actions")
                .putArray("elements")
                .add(SampleList.button("preview", "Preview").put("value", "now"));
        return SampleList.modal(title, blocks).set("submit", plain("Send"));
    }
}
