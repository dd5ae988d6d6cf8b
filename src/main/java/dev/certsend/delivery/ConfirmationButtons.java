package dev.certsend.delivery;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.ButtonElement;
import dev.certsend.link.SentLink;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Sure;
import dev.certsend.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What stands under a confirmation while a link of its send is open. The value of each button is the send's id. */
public final class ConfirmationButtons {
    /** Action id of <em>Revoke links</em>. */
    public static final String REVOKE_ALL = "links_revoke_all";
    /** Action id of <em>Links</em>. */
    public static final String DETAILS = "links_details";

    private ConfirmationButtons() {}

    static Optional<LayoutBlock> of(UUID sendId, List<SentLink> links, Words words) {
        long open = links.stream().filter(SentLink::opens).count();
        if (open == 0) {
            return Optional.empty();
        }
        Map<String, Long> count = Map.of("count", open);
        ButtonElement revoke =
                Blocks.button(REVOKE_ALL, words.say("confirmation.links.revoke", count), sendId.toString());
        Sure sure = new Sure(
                words.say("confirmation.links.sure", count),
                words.say("links.sure.text"),
                words.say("links.sure.yes"),
                words.say("links.sure.no"));
        ButtonElement details =
                Blocks.button(DETAILS, words.say("confirmation.links.details.button"), sendId.toString());
        return Optional.of(Blocks.buttons(List.of(sure.before(revoke), details)));
    }
}
