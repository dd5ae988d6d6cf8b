package dev.certsend.slack;

import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.ErrorResponseMetadata;
import org.jspecify.annotations.Nullable;

/** What Slack says beside an error's code, where its answer has a place for it. */
final class Detail {
    private Detail() {}

    static @Nullable String of(SlackApiTextResponse answer) {
        ErrorResponseMetadata metadata = null;
        if (answer instanceof ViewsOpenResponse opened) {
            metadata = opened.getResponseMetadata();
        } else if (answer instanceof ChatPostMessageResponse posted) {
            return posted.getResponseMetadata() == null
                    ? null
                    : String.valueOf(posted.getResponseMetadata().getMessages());
        }
        return metadata == null ? null : String.valueOf(metadata.getMessages());
    }
}
