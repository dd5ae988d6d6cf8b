package dev.certsend.slack;

import com.google.gson.Gson;
import com.slack.api.app_backend.interactive_components.response.BlockSuggestionResponse;
import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.app_backend.interactive_components.response.OptionGroup;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.app_backend.views.response.ViewSubmissionResponse;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import java.util.List;
import java.util.Map;

/** What can be answered to Slack within its three seconds. */
public final class Answers {
    private static final Gson GSON = GsonFactory.createSnakeCase();
    private static final String JSON = "application/json; charset=utf-8";

    private Answers() {}

    /** Taken note of; a submitted form closes. The body is empty, as Slack wants it. */
    public static Response nothing() {
        return Response.builder()
                .statusCode(200)
                .body("")
                .contentType("text/plain")
                .build();
    }

    /** A text that only the person who typed the command sees. */
    public static Response onlyYou(String text) {
        return json(SlashCommandResponse.builder()
                .responseType("ephemeral")
                .text(text)
                .build());
    }

    /** Blocks that only the person who typed the command sees, and the text that says the same. */
    public static Response onlyYou(String text, List<LayoutBlock> blocks) {
        return json(SlashCommandResponse.builder()
                .responseType("ephemeral")
                .text(text)
                .blocks(blocks)
                .build());
    }

    /** What stands under the fields of a form, by the block ids of its inputs. */
    public static Response errors(Map<String, String> byBlock) {
        return json(ViewSubmissionResponse.builder()
                .responseAction("errors")
                .errors(byBlock)
                .build());
    }

    /** The view that takes the submitted one's place; what was typed into fields of the same ids stays. */
    public static Response instead(View view) {
        return json(ViewSubmissionResponse.builder()
                .responseAction("update")
                .view(view)
                .build());
    }

    /** What a picker offers. */
    public static Response options(List<Option> options) {
        return json(BlockSuggestionResponse.builder().options(options).build());
    }

    /** What a picker offers, under headings. */
    public static Response groups(List<OptionGroup> groups) {
        return json(BlockSuggestionResponse.builder().optionGroups(groups).build());
    }

    private static Response json(Object answer) {
        return Response.builder()
                .statusCode(200)
                .body(GSON.toJson(answer))
                .contentType(JSON)
                .build();
    }
}
