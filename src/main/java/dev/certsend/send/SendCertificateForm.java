package dev.certsend.send;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.browse.FilterBar;
import dev.certsend.browse.OrderBlocks;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form <em>Send certificate</em>: how it looks, and what was filled in. */
final class SendCertificateForm {
    static final String ID = "send_certificate";
    static final String ORDER = OrderPicker.ID;
    static final String PEOPLE = "people";
    static final String RECIPIENTS = "recipients";
    static final String MODE = "mode";
    static final String FORMAT = "format";
    static final String LINK_DAYS = "link_days";
    static final String MOST_DOWNLOADS = "most_downloads";
    static final String MESSAGE = "message";
    static final String PREVIEW = "preview";
    static final int MOST_MESSAGE = 1000;

    /** Action id of the choice among an order's certificates; its block id also names the order, whose choice it is. */
    static final String CERTIFICATE = "certificate";

    private static final String FILTERS = "filters ";

    private SendCertificateForm() {}

    /**
     * What was filled in, as it came: nothing of it is checked yet.
     *
     * @param certificate the certificate chosen among several; empty where there was no choice
     * @param people ids of users of the workspace
     */
    record Filled(
            String order,
            String certificate,
            List<String> people,
            String recipients,
            Choices choices,
            String message,
            FormState state) {

        /** As the form opens: nothing but what the command said. */
        static Filled opening(FormState state, String recipients) {
            return new Filled(state.order(), "", List.of(), recipients, state.choices(), "", state);
        }
    }

    /**
     * What the form shows.
     *
     * @param look the order chosen so far, to be seen below the picker
     * @param filled what stands in the fields; what was typed since stays, as Slack has it
     * @param notice what to know about the list of orders; null when there is nothing
     * @param doubts what to think over before it is sent all the same, in Slack's mrkdwn
     * @param offer which fields there are
     */
    record Shown(
            Words words,
            FormState state,
            @Nullable Look look,
            Filled filled,
            @Nullable String notice,
            List<String> doubts,
            Offer offer) {}

    /**
     * What this installation can do.
     *
     * @param people whether Slack tells us people's addresses
     * @param letters whether what an attachment or a link is like is ours to choose
     * @param mostRecipients how many one send may have
     * @param linkDays how many days a link lasts unless somebody says otherwise
     */
    record Offer(boolean people, boolean letters, int mostRecipients, int linkDays) {}

    static View view(Shown shown) {
        Words words = shown.words();
        FormState state = shown.state();
        Look look = shown.look();
        Filled filled = shown.filled();
        List<LayoutBlock> blocks = new ArrayList<>();
        if (shown.notice() != null) {
            blocks.add(Blocks.small(shown.notice()));
        }
        blocks.addAll(FilterBar.blocks(FilterBar.Above.FORM, filtersBlock(state), state.filters(), words));
        blocks.add(FormFields.order(words, look));
        if (look != null) {
            blocks.addAll(OrderBlocks.quickView(look, words));
            if (!look.copies().isEmpty()) {
                blocks.add(FormFields.certificate(words, look, filled.certificate()));
            }
        }
        blocks.add(
                FormFields.recipients(words, filled.recipients(), shown.offer().people()));
        if (shown.offer().people()) {
            blocks.add(FormFields.people(words, filled.people(), shown.offer().mostRecipients()));
        }
        blocks.add(FormFields.mode(words, state.choices().mode()));
        if (shown.offer().letters()) {
            blocks.addAll(
                    FormFields.ofMode(words, state.choices(), shown.offer().linkDays()));
        }
        blocks.add(FormFields.message(words, filled.message()));
        if (!shown.doubts().isEmpty()) { // beside the button they are about: the form is longer than a screen
            blocks.addAll(Blocks.sections(shown.doubts()));
        }
        blocks.add(Blocks.buttons(List.of(Blocks.button(PREVIEW, words.say("send.preview"), PREVIEW))));
        return Views.modal(
                ID,
                words.say("send.title"),
                shown.doubts().isEmpty() ? words.say("send.submit") : words.say("send.submit.anyway"),
                words.say("send.close"),
                Metadata.written(state),
                blocks);
    }

    static Filled read(View view) {
        FormState state = FormState.read(view.getPrivateMetadata());
        String order = Views.chosen(view, ORDER, ORDER);
        List<String> people = Views.state(view, PEOPLE).getSelectedUsers();
        return new Filled(
                order,
                Views.chosen(view, certificateBlock(order), CERTIFICATE),
                people == null ? List.of() : List.copyOf(people),
                text(Views.state(view, RECIPIENTS).getValue()),
                Choices.read(view),
                text(Views.state(view, MESSAGE).getValue()).strip(),
                state);
    }

    /** Another one for each query, so that the drop-downs show it. */
    static String filtersBlock(FormState state) {
        return FILTERS + state.query();
    }

    static String certificateBlock(String order) {
        return CERTIFICATE + "_" + order;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
