package dev.certsend.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Modal views: how they are made, and what was filled in. */
public final class Views {
    private Views() {}

    /**
     * A modal.
     *
     * @param callbackId what its submission is known by
     * @param submit the text of its button, 24 characters at most like the title and the close; null for a view that has
     *     nothing to submit
     * @param metadata what comes back with it, 3,000 characters at most
     */
    public static View modal(
            String callbackId,
            String title,
            @Nullable String submit,
            String close,
            String metadata,
            List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .callbackId(callbackId)
                .title(ViewTitle.builder().type("plain_text").text(title).build())
                .submit(
                        submit == null
                                ? null
                                : ViewSubmit.builder()
                                        .type("plain_text")
                                        .text(submit)
                                        .build())
                .close(ViewClose.builder().type("plain_text").text(close).build())
                .privateMetadata(metadata)
                .blocks(blocks)
                .build();
    }

    /** What is filled in where block and action bear the same id; empty in every respect where nothing is. */
    public static ViewState.Value state(View view, String id) {
        return state(view, id, id);
    }

    public static ViewState.Value state(View view, String blockId, String actionId) {
        Map<String, Map<String, ViewState.Value>> values =
                view.getState() == null || view.getState().getValues() == null
                        ? Map.of()
                        : view.getState().getValues();
        ViewState.Value value = values.getOrDefault(blockId, Map.of()).get(actionId);
        return value == null ? new ViewState.Value() : value;
    }

    /** The value of the option chosen there; empty where none is. */
    public static String chosen(View view, String blockId, String actionId) {
        ViewState.SelectedOption option = state(view, blockId, actionId).getSelectedOption();
        return option == null || option.getValue() == null ? "" : option.getValue();
    }
}
