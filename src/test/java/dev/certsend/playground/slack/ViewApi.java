package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/** views.open, views.push, views.update. */
final class ViewApi {

    private final Views views;
    private final Triggers triggers;

    ViewApi(Views views, Triggers triggers) {
        this.views = views;
        this.triggers = triggers;
    }

    ObjectNode open(Arguments arguments) {
        ObjectNode view = arguments.object("view");
        Triggers.Trigger trigger = triggers.redeem(arguments.required("trigger_id"));
        return answer(views.open(trigger.personId(), view));
    }

    ObjectNode push(Arguments arguments) {
        ObjectNode view = arguments.object("view");
        Triggers.Trigger trigger = triggers.redeem(arguments.required("trigger_id"));
        return answer(views.push(trigger.personId(), trigger.viewId(), view));
    }

    ObjectNode update(Arguments arguments) {
        String id = arguments.text("view_id");
        String externalId = arguments.text("external_id");
        if (id.isEmpty() && externalId.isEmpty()) {
            throw SlackError.missing("view_id");
        }
        Predicate<OpenView> which = id.isEmpty() ? v -> v.externalId().equals(externalId) : v -> v.id().equals(id);
        return answer(views.update(which, arguments.text("hash"), arguments.object("view")));
    }

    private static ObjectNode answer(OpenView view) {
        return Json.object().put("ok", true).set("view", view.json());
    }
}
