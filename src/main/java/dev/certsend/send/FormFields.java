package dev.certsend.send;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.MultiUsersSelectElement;
import com.slack.api.model.block.element.NumberInputElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.orders.Copy;
import dev.certsend.orders.Order;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the form, one by one. */
final class FormFields {
    private static final int MOST_COPIES = 20;
    private static final int MOST_OPTION = 75;

    /** So many digits tell two serial numbers apart at a glance; the whole one stands below. */
    private static final int SERIAL_END = 6;

    private FormFields() {}

    /** Choosing an order is told at once, so that it can be shown. */
    static InputBlock order(Words words, @Nullable Look look) {
        Order order = look == null ? null : look.order();
        BlockElement picker = ExternalSelectElement.builder()
                .actionId(SendCertificateForm.ORDER)
                .minQueryLength(0)
                .placeholder(Blocks.plain(words.say("send.order.placeholder")))
                .focusOnLoad(order == null)
                .initialOption(order == null ? null : OrderPicker.option(order, words))
                .build();
        return told(
                input(SendCertificateForm.ORDER, words.say("send.order.label"), words.say("send.order.hint"), picker));
    }

    static InputBlock certificate(Words words, Look look, String chosen) {
        List<OptionObject> options = new ArrayList<>();
        Order order = look.order();
        options.add(certificateOption(
                words, String.valueOf(order.certificateId()), order.serialNumber(), order.validFrom(), "primary"));
        for (int i = 0; i < look.copies().size(); i++) {
            Copy copy = look.copies().get(i);
            String id = Long.toString(copy.certificateId());
            if (i < MOST_COPIES || id.equals(chosen)) {
                options.add(certificateOption(
                        words,
                        id,
                        copy.serialNumber(),
                        copy.validFrom(),
                        copy.kind().code()));
            }
        }
        return input(
                SendCertificateForm.certificateBlock(Long.toString(order.orderId())),
                words.say("send.certificate.label"),
                null,
                select(SendCertificateForm.CERTIFICATE, options, chosen));
    }

    private static OptionObject certificateOption(
            Words words, String id, @Nullable String serial, @Nullable LocalDate from, String kind) {
        String day = from == null ? "" : words.day(from);
        String number = serial == null ? "" : serial;
        String end = number.substring(Math.max(0, number.length() - SERIAL_END));
        String name = words.say("send.certificate." + kind);
        return option(words.say("send.certificate.option", Map.of("kind", name, "day", day, "end", end)), number, id);
    }

    /** Who was chosen is told at once, so that Slack can be asked for their addresses before the form is submitted. */
    static InputBlock people(Words words, List<String> chosen, int most) {
        BlockElement picker = MultiUsersSelectElement.builder()
                .actionId(SendCertificateForm.PEOPLE)
                .placeholder(Blocks.plain(words.say("send.people.placeholder")))
                .initialUsers(chosen.isEmpty() ? null : chosen)
                .maxSelectedItems(most)
                .build();
        return told(optional(input(
                SendCertificateForm.PEOPLE, words.say("send.people.label"), words.say("send.people.hint"), picker)));
    }

    /** @param besides whether people can be chosen too, so that it may stay empty */
    static InputBlock recipients(Words words, String typed, boolean besides) {
        BlockElement field = PlainTextInputElement.builder()
                .actionId(SendCertificateForm.RECIPIENTS)
                .multiline(true)
                .placeholder(Blocks.plain(words.say("send.recipients.placeholder")))
                .initialValue(typed.isEmpty() ? null : typed)
                .build();
        InputBlock block = input(
                SendCertificateForm.RECIPIENTS,
                words.say("send.recipients.label"),
                words.say("send.recipients.hint"),
                field);
        return besides ? optional(block) : block;
    }

    /** Told at once: attachments and links have fields of their own. */
    static InputBlock mode(Words words, String chosen) {
        List<OptionObject> options = Arrays.stream(Mode.values())
                .map(mode -> option(words.say(mode.words()), words.say(mode.explained()), mode.value()))
                .toList();
        BlockElement buttons = RadioButtonsElement.builder()
                .actionId(SendCertificateForm.MODE)
                .options(options)
                .initialOption(initial(options, chosen))
                .build();
        return told(input(SendCertificateForm.MODE, words.say("send.mode.label"), null, buttons));
    }

    /** The fields that this mode has besides, filled with what was chosen last. */
    static List<InputBlock> ofMode(Words words, Choices choices, int usualDays) {
        if (choices.mode().equals(Mode.ATTACHMENT.value())) {
            return List.of(format(words, choices.format()));
        }
        if (!choices.mode().equals(Mode.DOWNLOADLINK.value())) {
            return List.of();
        }
        int days = LinkTermsCheck.read(choices.days(), LinkTerms.MOST_DAYS).orElse(usualDays);
        Integer downloads = LinkTermsCheck.read(choices.downloads(), LinkTerms.MOST_DOWNLOADS)
                .orElse(null);
        return List.of(
                input(
                        SendCertificateForm.LINK_DAYS,
                        words.say("send.link.days.label"),
                        null,
                        number(SendCertificateForm.LINK_DAYS, LinkTerms.MOST_DAYS, days)),
                optional(input(
                        SendCertificateForm.MOST_DOWNLOADS,
                        words.say("send.link.downloads.label"),
                        words.say("send.link.downloads.hint"),
                        number(SendCertificateForm.MOST_DOWNLOADS, LinkTerms.MOST_DOWNLOADS, downloads))));
    }

    /** Slack refuses a view whose initial value is none that the field takes. */
    private static BlockElement number(String id, int most, @Nullable Integer initial) {
        return NumberInputElement.builder()
                .actionId(id)
                .decimalAllowed(false)
                .minValue("1")
                .maxValue(Integer.toString(most))
                .initialValue(initial == null ? null : initial.toString())
                .build();
    }

    private static InputBlock format(Words words, String chosen) {
        List<OptionObject> options = Arrays.stream(Format.values())
                .map(format -> option(words.say(format.words()), words.say(format.explained()), format.value()))
                .toList();
        return input(
                SendCertificateForm.FORMAT,
                words.say("send.format.label"),
                null,
                select(SendCertificateForm.FORMAT, options, chosen));
    }

    static InputBlock message(Words words, String typed) {
        BlockElement field = PlainTextInputElement.builder()
                .actionId(SendCertificateForm.MESSAGE)
                .multiline(true)
                .maxLength(SendCertificateForm.MOST_MESSAGE)
                .initialValue(typed.isEmpty() ? null : Mrkdwn.cut(typed, SendCertificateForm.MOST_MESSAGE))
                .build();
        return optional(input(
                SendCertificateForm.MESSAGE, words.say("send.message.label"), words.say("send.message.hint"), field));
    }

    private static InputBlock input(String id, String label, @Nullable String hint, BlockElement element) {
        return InputBlock.builder()
                .blockId(id)
                .label(Blocks.plain(label))
                .hint(hint == null ? null : Blocks.plain(hint))
                .element(element)
                .build();
    }

    private static InputBlock optional(InputBlock block) {
        block.setOptional(true);
        return block;
    }

    private static InputBlock told(InputBlock block) {
        block.setDispatchAction(true);
        return block;
    }

    private static BlockElement select(String id, List<OptionObject> options, String chosen) {
        return StaticSelectElement.builder()
                .actionId(id)
                .options(options)
                .initialOption(initial(options, chosen))
                .build();
    }

    /** The one that was chosen, as long as there is such a one; else the first. */
    private static OptionObject initial(List<OptionObject> options, String chosen) {
        return options.stream()
                .filter(option -> option.getValue().equals(chosen))
                .findFirst()
                .orElse(options.get(0));
    }

    private static OptionObject option(String text, String description, String value) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(text, MOST_OPTION)))
                .description(Blocks.plain(Mrkdwn.cut(description, MOST_OPTION)))
                .value(value)
                .build();
    }
}
