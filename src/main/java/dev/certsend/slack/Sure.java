package dev.certsend.slack;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.ButtonElement;

/**
 * What Slack asks before a press that can't be taken back is told to us.
 *
 * @param title 100 characters at most
 * @param text what will happen, 300 characters at most
 * @param yes 30 characters at most, like the no
 */
public record Sure(String title, String text, String yes, String no) {
    private static final String DANGER = "danger";
    private static final int MOST_TEXT = 300;

    /** The button in red, with the question before it. */
    public ButtonElement before(ButtonElement button) {
        button.setStyle(DANGER);
        button.setConfirm(ConfirmationDialogObject.builder()
                .title(Blocks.plain(title))
                .text(Blocks.plain(Mrkdwn.cut(text, MOST_TEXT)))
                .confirm(Blocks.plain(yes))
                .deny(Blocks.plain(no))
                .style(DANGER)
                .build());
        return button;
    }
}
