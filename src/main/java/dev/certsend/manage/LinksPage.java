package dev.certsend.manage;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.certsend.link.SentLink;
import dev.certsend.policy.Person;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code /cert-send links} as a message.
 *
 * @param text the same as the blocks say, for those who have it read to them
 */
record LinksPage(String text, List<LayoutBlock> blocks) {
    static final int SIZE = 5;
    private static final int MOST_TEXT = 4000;

    /**
     * @param found up to one link more than a page, which tells that there is an older page
     * @param notice what became of a button that was pressed in it; null where none was
     */
    static LinksPage of(Person reader, List<SentLink> found, Place place, @Nullable String notice) {
        Words words = reader.words();
        List<SentLink> links = found.subList(0, Math.min(SIZE, found.size()));
        String title = title(LinkQuery.read(place.query()), words);
        List<LayoutBlock> blocks = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        blocks.add(Blocks.section("*" + title + "*"));
        lines.add(title);
        if (notice != null) {
            blocks.add(Blocks.section(notice));
            lines.add(notice);
        }
        for (SentLink link : links) {
            String line = LinkBlocks.withCertificate(link, reader.userId(), words);
            blocks.add(Blocks.section(line));
            blocks.add(LinkBlocks.buttons(link, place, words));
            lines.add(line);
        }
        if (links.isEmpty()) {
            blocks.add(Blocks.section(words.say("links.nothing")));
            lines.add(words.say("links.nothing"));
        }
        List<BlockElement> turns = turns(found.size() > SIZE, place, words);
        if (!turns.isEmpty()) {
            blocks.add(Blocks.buttons(turns));
        }
        return new LinksPage(Mrkdwn.cut(String.join("\n", lines), MOST_TEXT), blocks);
    }

    private static String title(LinkQuery query, Words words) {
        String whose = query.everybody() ? words.say("links.of_all") : words.say("links.own");
        return query.words().isEmpty() ? whose : whose + " · " + Mrkdwn.code(String.join(" ", query.words()));
    }

    private static List<BlockElement> turns(boolean more, Place place, Words words) {
        List<BlockElement> turns = new ArrayList<>();
        if (place.page() > 0) {
            turns.add(Blocks.button(
                    ManageLinks.NEWER,
                    words.say("links.newer.button"),
                    place.turned(-1).written()));
        }
        if (more) {
            turns.add(Blocks.button(
                    ManageLinks.OLDER,
                    words.say("links.older.button"),
                    place.turned(1).written()));
        }
        return turns;
    }
}
