package dev.certsend.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.util.ArrayList;
import java.util.List;

/** The few blocks our messages are made of. */
public final class Blocks {
    private static final int MOST_SECTION = 3000;

    private Blocks() {}

    public static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    /** Text with our own marks; what others wrote in it must have been escaped. Slack makes no links of its own in it. */
    public static MarkdownTextObject marked(String mrkdwn) {
        return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
    }

    public static LayoutBlock section(String mrkdwn) {
        return SectionBlock.builder()
                .text(marked(Mrkdwn.cut(mrkdwn, MOST_SECTION)))
                .build();
    }

    /** Text in which nothing is a mark. */
    public static LayoutBlock asIs(String text) {
        return SectionBlock.builder()
                .text(plain(Mrkdwn.cut(text, MOST_SECTION)))
                .build();
    }

    /** Lines in as few sections as hold them whole. */
    public static List<LayoutBlock> sections(List<String> lines) {
        List<LayoutBlock> sections = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        for (String line : lines) {
            if (section.length() > 0 && section.length() + line.length() >= MOST_SECTION) {
                sections.add(section(section.toString()));
                section.setLength(0);
            }
            section.append(section.length() == 0 ? "" : "\n").append(line);
        }
        sections.add(section(section.toString()));
        return sections;
    }

    public static LayoutBlock small(String mrkdwn) {
        return ContextBlock.builder()
                .elements(List.of(marked(Mrkdwn.cut(mrkdwn, MOST_SECTION))))
                .build();
    }

    public static LayoutBlock buttons(List<BlockElement> buttons) {
        return ActionsBlock.builder().elements(buttons).build();
    }

    /** A button; value is what comes back when it is pressed, 2,000 characters at most. */
    public static ButtonElement button(String actionId, String text, String value) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(text))
                .value(value)
                .build();
    }
}
