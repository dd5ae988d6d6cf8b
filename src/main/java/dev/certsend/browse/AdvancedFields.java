package dev.certsend.browse;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.certsend.orders.OrderQuery;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of the advanced search; each has one id for its block and its element, and may be left empty. */
final class AdvancedFields {
    private static final int MOST_TEXT = 75;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private AdvancedFields() {}

    /** One of a drop-down's choices. */
    record Choice(String value, String name) {}

    static LayoutBlock text(String id, String label, @Nullable String hint, @Nullable String value) {
        return input(
                id,
                label,
                hint,
                PlainTextInputElement.builder()
                        .actionId(id)
                        .maxLength(OrderQuery.LONGEST)
                        .initialValue(value == null || value.isEmpty() ? null : value)
                        .build());
    }

    /** A drop-down; a text in its place where there is nothing to choose from. */
    static LayoutBlock choice(String id, String label, String unset, List<Choice> choices, @Nullable String value) {
        List<OptionObject> options = choices.stream()
                .filter(choice -> choice.value().length() <= MOST_TEXT)
                .map(AdvancedFields::option)
                .toList();
        if (options.isEmpty()) {
            return text(id, label, null, value);
        }
        return input(
                id,
                label,
                null,
                StaticSelectElement.builder()
                        .actionId(id)
                        .placeholder(Blocks.plain(unset))
                        .options(options)
                        .initialOption(options.stream()
                                .filter(option -> option.getValue().equalsIgnoreCase(value))
                                .findFirst()
                                .orElse(null))
                        .build());
    }

    /** A day; empty where the value is none, such as a month or a number of days from now. */
    static LayoutBlock day(String id, String label, String value) {
        return input(
                id,
                label,
                null,
                DatePickerElement.builder()
                        .actionId(id)
                        .initialDate(DAY.matcher(value).matches() ? value : null)
                        .build());
    }

    private static OptionObject option(Choice choice) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(choice.name(), MOST_TEXT)))
                .value(choice.value())
                .build();
    }

    private static LayoutBlock input(
            String id, String label, @Nullable String hint, com.slack.api.model.block.element.BlockElement element) {
        return InputBlock.builder()
                .blockId(id)
                .label(Blocks.plain(label))
                .hint(hint == null ? null : Blocks.plain(hint))
                .optional(true)
                .element(element)
                .build();
    }
}
