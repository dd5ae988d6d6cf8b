package dev.certsend.confirmation;

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
import org.jspecify.annotations.Nullable;

/** What stands under a confirmation while a link of its send is open, or a letter that holds one may still leave. The value of each button is the send's id. */
public final class ConfirmationButtons {
    /** Action id of <em>Revoke links</em>. */
    public static final String REVOKE_ALL = "links_revoke_all";
    /** Action id of <em>Links</em>. */
    public static final String DETAILS = "links_details";

    private ConfirmationButtons() {}

    /** @param links by delivery */
    static Optional<LayoutBlock> of(Confirmation.Facts facts, Map<UUID, SentLink> links, Words words) {
        UUID sendId = facts.send().sendId();
        long open = facts.links().stream().filter(SentLink::opens).count();
        long coming = facts.deliveries().stream()
                .filter(delivery -> facts.more() && !delivery.state().settled())
                .filter(delivery -> mayOpenLater(links.get(delivery.deliveryId())))
                .count();
        if (open + coming == 0) {
            return Optional.empty();
        }
        Map<String, Long> count = Map.of("count", open + coming);
        ButtonElement revoke =
                Blocks.button(REVOKE_ALL, words.say("confirmation.links.revoke", count), sendId.toString());
        Sure sure = new Sure(
                words.say("confirmation.links.sure", count),
                words.say("links.sure.text"),
                words.say("links.sure.yes"),
                words.say("links.sure.no"));
        ButtonElement details =
                Blocks.button(DETAILS, words.say("confirmation.links.details.button"), sendId.toString());
        return Optional.of(
                Blocks.buttons(open == 0 ? List.of(sure.before(revoke)) : List.of(sure.before(revoke), details)));
    }

    /** Of a letter that has not left: its link is still to be made, or its days begin anew when it leaves. */
    private static boolean mayOpenLater(@Nullable SentLink link) {
        return link == null || link.state() == SentLink.State.EXPIRED;
    }
}
