package dev.certsend.manage;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.link.SentLink;
import dev.certsend.policy.Person;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links of one send as a view. */
final class LinksView {
    private static final String ID = "links";

    /** Two blocks each, in a view of a hundred. */
    private static final int MOST_LINKS = 45;

    private LinksView() {}

    /**
     * What it carries: the send, and where the dialogue was begun, as {@link dev.certsend.slack.Origin} reads it.
     *
     * @param channelId where the button stood that opened it
     */
    record Carried(
            String sendId,
            @Nullable String channelId,
            @Nullable String responseUrl) {}

    /** @param notice what became of a button that was pressed in it; null where none was */
    static View of(Person reader, List<SentLink> links, Carried carried, @Nullable String notice) {
        Words words = reader.words();
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!links.isEmpty()) {
            SentLink first = links.get(0);
            blocks.add(Blocks.section("*" + Mrkdwn.code(Mrkdwn.cut(first.certificateName(), 120)) + "*\n"
                    + words.say("links.order", Map.of("order", Long.toString(first.orderId())))));
        }
        if (notice != null) {
            blocks.add(Blocks.section(notice));
        }
        links.stream().limit(MOST_LINKS).forEach(link -> {
            blocks.add(Blocks.section(LinkBlocks.line(link, words)));
            blocks.add(LinkBlocks.buttons(link, null, words));
        });
        if (links.size() > MOST_LINKS) {
            String order = Long.toString(links.get(0).orderId());
            blocks.add(
                    Blocks.small(words.say("links.more", Map.of("count", links.size() - MOST_LINKS, "order", order))));
        }
        return modal(words, carried, blocks);
    }

    /** In place of the links, what stands in the way of seeing them. */
    static View saying(Words words, Carried carried, String text) {
        return modal(words, carried, List.of(Blocks.section(text)));
    }

    private static View modal(Words words, Carried carried, List<LayoutBlock> blocks) {
        return Views.modal(
                ID, words.say("links.title"), null, words.say("links.close"), Metadata.written(carried), blocks);
    }
}
