package dev.certsend.confirmation;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.certsend.delivery.Delivery;
import dev.certsend.link.SentLink;
import dev.certsend.send.SendCertificate;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Sure;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a confirmation: what can be done now, and no more. The value of each button is the send's id. A message
 * that can't be edited keeps its buttons, so whoever presses one is told what is so by then.
 */
public final class ConfirmationButtons {
    /** Action id of <em>Cancel</em>. */
    public static final String CANCEL = "send_cancel";
    /** Action id of <em>Try again</em>. */
    public static final String RETRY = "send_retry";
    /** Action id of <em>Details</em>. */
    public static final String DETAILS = "send_details";
    /** Action id of <em>Links</em>. */
    public static final String LINKS = "links_details";
    /** Action id of <em>Revoke links</em>. */
    public static final String REVOKE_ALL = "links_revoke_all";

    private ConfirmationButtons() {}

    static LayoutBlock of(Confirmation.Facts facts) {
        Words words = facts.send().words();
        String sendId = facts.send().sendId().toString();
        List<BlockElement> buttons = new ArrayList<>();
        List<Delivery> deliveries = facts.deliveries();
        if (deliveries.stream().anyMatch(Delivery::stoppable)) {
            String key = deliveries.stream().allMatch(Delivery::stoppable)
                    ? "confirmation.cancel.button"
                    : "confirmation.cancel.rest.button";
            buttons.add(Blocks.button(CANCEL, words.say(key), sendId));
        }
        if (deliveries.stream().anyMatch(delivery -> delivery.state() == Delivery.State.UNCERTAIN)) {
            buttons.add(retry(words, sendId));
        }
        if (facts.settled()) {
            buttons.add(Blocks.button(SendCertificate.AGAIN_ALL, words.say("links.again.button"), sendId));
            long failed = deliveries.stream().filter(Delivery::failed).count();
            if (failed > 0 && failed < deliveries.size()) {
                String text = words.say("confirmation.again.failed.button");
                buttons.add(Blocks.button(SendCertificate.AGAIN_FAILED, text, sendId));
            }
        }
        buttons.add(Blocks.button(DETAILS, words.say("confirmation.details.button"), sendId));
        buttons.addAll(ofLinks(facts, words, sendId));
        return Blocks.buttons(buttons);
    }

    /** It asks first: what is sent once more may arrive twice. */
    static ButtonElement retry(Words words, String sendId) {
        return new Sure(
                        words.say("confirmation.retry.sure.title"),
                        words.say("confirmation.retry.sure.text"),
                        words.say("confirmation.retry.sure.yes"),
                        words.say("confirmation.retry.sure.no"))
                .before(Blocks.button(RETRY, words.say("confirmation.retry.button"), sendId));
    }

    /** While a link of the send is open, or a letter that holds one may still leave. */
    private static List<BlockElement> ofLinks(Confirmation.Facts facts, Words words, String sendId) {
        Map<UUID, SentLink> links = facts.linksByDelivery();
        long open = facts.links().stream().filter(SentLink::opens).count();
        long coming = facts.deliveries().stream()
                .filter(delivery -> facts.more() && !delivery.state().settled())
                .filter(delivery -> mayOpenLater(links.get(delivery.deliveryId())))
                .count();
        if (open + coming == 0) {
            return List.of();
        }
        Map<String, Long> count = Map.of("count", open + coming);
        ButtonElement revoke = Blocks.button(REVOKE_ALL, words.say("confirmation.links.revoke", count), sendId);
        Sure sure = new Sure(
                words.say("confirmation.links.sure", count),
                words.say("links.sure.text"),
                words.say("links.sure.yes"),
                words.say("links.sure.no"));
        ButtonElement details = Blocks.button(LINKS, words.say("confirmation.links.details.button"), sendId);
        return open == 0 ? List.of(sure.before(revoke)) : List.of(details, sure.before(revoke));
    }

    /** Of a letter that has not left: its link is still to be made, or its days begin anew when it leaves. */
    private static boolean mayOpenLater(@Nullable SentLink link) {
        return link == null || link.state() == SentLink.State.EXPIRED;
    }
}
