package dev.certsend.send;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import dev.certsend.browse.FilterBar;
import dev.certsend.browse.OrderBlocks;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.letter.Mode;
import dev.certsend.orders.Order;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Origin;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form <em>Send certificate</em>: how it looks, and what was filled in. */
final class SendCertificateForm {
    static final String ID = "send_certificate";
    static final String ORDER = OrderPicker.ID;
    static final String RECIPIENTS = "recipients";
    static final String MODE = "mode";
    static final String MESSAGE = "message";
    static final int MOST_MESSAGE = 1000;

    /** Action id of the choice among an order's certificates; its block id also names the order, whose choice it is. */
    static final String CERTIFICATE = "certificate";

    private static final String FILTERS = "filters ";
    private static final int MOST_COPIES = 20;
    private static final int MOST_OPTION = 75;

    /** So many digits tell two serial numbers apart at a glance; the whole one stands below. */
    private static final int SERIAL_END = 6;

    private SendCertificateForm() {}

    /**
     * What was filled in, as it came: nothing of it is checked yet.
     *
     * @param certificate the certificate chosen among several; empty where there was no choice
     */
    record Filled(String order, String certificate, String recipients, String mode, String message, Origin origin) {}

    /**
     * The form.
     *
     * @param look the order chosen so far, to be seen below the picker
     * @param recipients what stands in the field when it opens; later what was typed stays by itself
     * @param notice what to know about the list of orders; null when there is nothing
     */
    static View view(Words words, FormState state, @Nullable Look look, String recipients, @Nullable String notice) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (notice != null) {
            blocks.add(Blocks.small(notice));
        }
        blocks.addAll(FilterBar.blocks(FilterBar.Above.FORM, filtersBlock(state), state.filters(), words));
        blocks.add(orderField(words, look));
        if (look != null) {
            blocks.addAll(OrderBlocks.quickView(look, words));
            if (!look.copies().isEmpty()) {
                blocks.add(certificateField(words, look));
            }
        }
        blocks.add(input(
                RECIPIENTS,
                words.say("send.recipients.label"),
                words.say("send.recipients.hint"),
                false,
                recipientsField(words, recipients)));
        blocks.add(input(MODE, words.say("send.mode.label"), null, false, modeButtons(words)));
        blocks.add(
                input(MESSAGE, words.say("send.message.label"), words.say("send.message.hint"), true, messageField()));
        return Views.modal(
                ID,
                words.say("send.title"),
                words.say("send.submit"),
                words.say("send.close"),
                Metadata.written(state),
                blocks);
    }

    static Filled read(View view) {
        String order = Views.chosen(view, ORDER, ORDER);
        return new Filled(
                order,
                Views.chosen(view, certificateBlock(order), CERTIFICATE),
                text(Views.state(view, RECIPIENTS).getValue()),
                Views.chosen(view, MODE, MODE),
                text(Views.state(view, MESSAGE).getValue()).strip(),
                FormState.read(view.getPrivateMetadata()).origin());
    }

    /** Another one for each query, so that the drop-downs show it. */
    static String filtersBlock(FormState state) {
        return FILTERS + state.query();
    }

    static String certificateBlock(String order) {
        return CERTIFICATE + "_" + order;
    }

    /** Choosing an order is told at once, so that it can be shown. */
    private static InputBlock orderField(Words words, @Nullable Look look) {
        InputBlock field = input(
                ORDER,
                words.say("send.order.label"),
                words.say("send.order.hint"),
                false,
                orderPicker(words, look == null ? null : look.order()));
        field.setDispatchAction(true);
        return field;
    }

    private static InputBlock certificateField(Words words, Look look) {
        List<OptionObject> options = new ArrayList<>();
        Order order = look.order();
        options.add(certificateOption(
                words, String.valueOf(order.certificateId()), order.serialNumber(), order.validFrom(), "primary"));
        look.copies().stream()
                .limit(MOST_COPIES)
                .forEach(copy -> options.add(certificateOption(
                        words,
                        Long.toString(copy.certificateId()),
                        copy.serialNumber(),
                        copy.validFrom(),
                        copy.kind().code())));
        return input(
                certificateBlock(Long.toString(order.orderId())),
                words.say("send.certificate.label"),
                null,
                false,
                StaticSelectElement.builder()
                        .actionId(CERTIFICATE)
                        .options(options)
                        .initialOption(options.get(0))
                        .build());
    }

    private static OptionObject certificateOption(
            Words words, String id, @Nullable String serial, @Nullable LocalDate from, String kind) {
        String day = from == null ? "" : words.day(from);
        String number = serial == null ? "" : serial;
        String end = number.substring(Math.max(0, number.length() - SERIAL_END));
        String name = words.say("send.certificate." + kind);
        String text = words.say("send.certificate.option", Map.of("kind", name, "day", day, "end", end));
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(text, MOST_OPTION)))
                .description(Blocks.plain(Mrkdwn.cut(number, MOST_OPTION)))
                .value(id)
                .build();
    }

    private static InputBlock input(
            String id, String label, @Nullable String hint, boolean optional, BlockElement element) {
        return InputBlock.builder()
                .blockId(id)
                .label(Blocks.plain(label))
                .hint(hint == null ? null : Blocks.plain(hint))
                .optional(optional)
                .element(element)
                .build();
    }

    private static BlockElement orderPicker(Words words, @Nullable Order order) {
        return ExternalSelectElement.builder()
                .actionId(ORDER)
                .minQueryLength(0)
                .placeholder(Blocks.plain(words.say("send.order.placeholder")))
                .focusOnLoad(order == null)
                .initialOption(order == null ? null : OrderPicker.option(order, words))
                .build();
    }

    private static BlockElement recipientsField(Words words, String recipients) {
        return PlainTextInputElement.builder()
                .actionId(RECIPIENTS)
                .multiline(true)
                .placeholder(Blocks.plain(words.say("send.recipients.placeholder")))
                .initialValue(recipients.isEmpty() ? null : recipients)
                .build();
    }

    private static BlockElement modeButtons(Words words) {
        List<OptionObject> options = Arrays.stream(Mode.values())
                .map(mode -> OptionObject.builder()
                        .text(Blocks.plain(words.say(mode.words())))
                        .description(Blocks.plain(words.say(mode.explained())))
                        .value(mode.value())
                        .build())
                .toList();
        return RadioButtonsElement.builder()
                .actionId(MODE)
                .options(options)
                .initialOption(options.get(0))
                .build();
    }

    private static BlockElement messageField() {
        return PlainTextInputElement.builder()
                .actionId(MESSAGE)
                .multiline(true)
                .maxLength(MOST_MESSAGE)
                .build();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
