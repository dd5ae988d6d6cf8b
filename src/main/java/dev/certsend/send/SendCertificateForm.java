package dev.certsend.send;

import static com.slack.api.model.block.Blocks.asBlocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderPicker;
import dev.certsend.slack.Blocks;
import dev.certsend.text.Words;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private SendCertificateForm() {}

    /** Where the command was typed, carried by the form from its opening to its submission. */
    record Origin(@Nullable String channelId, @Nullable String responseUrl) {}

    /** What was filled in, as it came: nothing of it is checked yet. */
    record Filled(String order, String recipients, String mode, String message, Origin origin) {}

    static View view(Words words, Origin origin, @Nullable Order order, String recipients) {
        return View.builder()
                .type("modal")
                .callbackId(ID)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(words.say("send.title"))
                        .build())
                .submit(ViewSubmit.builder()
                        .type("plain_text")
                        .text(words.say("send.submit"))
                        .build())
                .close(ViewClose.builder()
                        .type("plain_text")
                        .text(words.say("send.close"))
                        .build())
                .privateMetadata(written(origin))
                .blocks(asBlocks(
                        input(
                                ORDER,
                                words.say("send.order.label"),
                                words.say("send.order.hint"),
                                false,
                                orderPicker(words, order)),
                        input(
                                RECIPIENTS,
                                words.say("send.recipients.label"),
                                words.say("send.recipients.hint"),
                                false,
                                recipientsField(words, recipients)),
                        input(MODE, words.say("send.mode.label"), null, false, modeButtons(words)),
                        input(
                                MESSAGE,
                                words.say("send.message.label"),
                                words.say("send.message.hint"),
                                true,
                                messageField())))
                .build();
    }

    static Filled read(View view) {
        ViewState.Value order = value(view, ORDER);
        ViewState.Value mode = value(view, MODE);
        return new Filled(
                order.getSelectedOption() == null
                        ? ""
                        : text(order.getSelectedOption().getValue()),
                text(value(view, RECIPIENTS).getValue()),
                mode.getSelectedOption() == null
                        ? ""
                        : text(mode.getSelectedOption().getValue()),
                text(value(view, MESSAGE).getValue()).strip(),
                origin(view.getPrivateMetadata()));
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

    private static ViewState.Value value(View view, String id) {
        Map<String, Map<String, ViewState.Value>> values =
                view.getState() == null || view.getState().getValues() == null
                        ? Map.of()
                        : view.getState().getValues();
        ViewState.Value value = values.getOrDefault(id, Map.of()).get(id);
        return value == null ? new ViewState.Value() : value;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String written(Origin origin) {
        try {
            return JSON.writeValueAsString(origin);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an origin is two texts", e);
        }
    }

    private static Origin origin(@Nullable String metadata) {
        try {
            return metadata == null || metadata.isBlank()
                    ? new Origin(null, null)
                    : JSON.readValue(metadata, Origin.class);
        } catch (JsonProcessingException e) {
            return new Origin(null, null);
        }
    }
}
