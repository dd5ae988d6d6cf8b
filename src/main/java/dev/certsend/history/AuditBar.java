package dev.certsend.history;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.block.element.UsersSelectElement;
import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import dev.certsend.letter.Mode;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controls above a page: who, what, how, how it came out, since and until when, and <em>Clear</em>. */
final class AuditBar {
    /** An ephemeral message hands back nothing but ids and values: the bar's block id carries the query. */
    private static final String BAR = "audit ";

    private static final String ANY = "any";
    private static final int MOST_TEXT = 75;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private AuditBar() {}

    /** Something to choose, and what is asked with it. */
    private record Choice(String value, String name) {}

    /** @param everybody whether people can be chosen, too */
    static LayoutBlock of(Words words, AuditQuery query, boolean everybody) {
        List<BlockElement> controls = new ArrayList<>();
        if (everybody) {
            controls.add(UsersSelectElement.builder()
                    .actionId(LookUpAudit.control(Piece.BY))
                    .placeholder(Blocks.plain(words.say("audit.by.placeholder")))
                    .initialUser(query.value(Piece.BY).orElse(null))
                    .build());
        }
        controls.add(dropDown(words, query, Piece.ACTION, "audit.action.any", actions(words)));
        controls.add(dropDown(
                words,
                query,
                Piece.MODE,
                "audit.mode.any",
                Stream.of(Mode.values()).map(mode -> new Choice(mode.value(), words.say(mode.words())))));
        controls.add(dropDown(
                words,
                query,
                Piece.OUTCOME,
                "audit.outcome.any",
                Stream.of(Outcome.values()).map(outcome -> new Choice(outcome.text(), words.say(outcome.words())))));
        controls.add(day(query, Piece.SINCE, words.say("audit.since.placeholder")));
        controls.add(day(query, Piece.UNTIL, words.say("audit.until.placeholder")));
        if (!query.isOpen()) {
            controls.add(Blocks.button(LookUpAudit.CLEAR, words.say("audit.clear.button"), ANY));
        }
        // Another id for each query: with the same one Slack would leave the controls as they were.
        return ActionsBlock.builder()
                .blockId(BAR + query.written())
                .elements(controls)
                .build();
    }

    /**
     * The query after a control of ours was used.
     *
     * @throws IllegalArgumentException it was no control of ours
     */
    static AuditQuery used(BlockActionPayload.Action used) {
        String id = used.getBlockId() == null ? "" : used.getBlockId();
        if (!id.startsWith(BAR)) {
            throw new IllegalArgumentException("no bar of ours");
        }
        if (LookUpAudit.CLEAR.equals(used.getActionId())) {
            return AuditQuery.ALL;
        }
        AuditQuery before = new Place(id.substring(BAR.length()), List.of()).asked();
        Piece piece = Stream.of(Piece.values())
                .filter(each -> LookUpAudit.control(each).equals(used.getActionId()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no control of ours"));
        String chosen = chosen(used);
        AuditQuery changed = before.with(piece, ANY.equals(chosen) ? null : chosen);
        // What was chosen comes from the client, and may make the query too long.
        return changed.written().length() > AuditQuery.LONGEST
                ? before
                : Place.first(changed).asked();
    }

    private static @Nullable String chosen(BlockActionPayload.Action used) {
        if (used.getSelectedOption() != null) {
            return used.getSelectedOption().getValue();
        }
        return used.getSelectedUser() != null ? used.getSelectedUser() : used.getSelectedDate();
    }

    private static Stream<Choice> actions(Words words) {
        return Kinds.categories().stream()
                .flatMap(category -> Stream.concat(
                        Stream.of(new Choice(category, words.say("audit.category." + category))),
                        Stream.of(Action.values())
                                .filter(action -> Kinds.category(action.text()).equals(category))
                                .map(action -> new Choice(action.text(), words.say(action.words())))));
    }

    private static StaticSelectElement dropDown(
            Words words, AuditQuery query, Piece piece, String any, Stream<Choice> offered) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice(ANY, words.say(any))));
        choices.addAll(offered.toList());
        Optional<String> set = query.value(piece);
        Choice chosen = choices.stream()
                .filter(choice -> choice.value().equals(set.orElse(ANY)))
                .findFirst()
                // Several at once can only be typed.
                .orElseGet(() -> new Choice(set.orElse(ANY), piece.word() + ":" + set.orElse(ANY)));
        if (!choices.contains(chosen)) {
            choices.add(chosen);
        }
        return StaticSelectElement.builder()
                .actionId(LookUpAudit.control(piece))
                .placeholder(Blocks.plain(words.say(any)))
                .options(choices.stream().map(AuditBar::option).toList())
                .initialOption(option(chosen))
                .build();
    }

    private static OptionObject option(Choice choice) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(choice.name(), MOST_TEXT)))
                .value(Mrkdwn.cut(choice.value(), MOST_TEXT))
                .build();
    }

    private static DatePickerElement day(AuditQuery query, Piece piece, String placeholder) {
        return DatePickerElement.builder()
                .actionId(LookUpAudit.control(piece))
                .placeholder(Blocks.plain(placeholder))
                .initialDate(query.value(piece)
                        .filter(day -> DAY.matcher(day).matches())
                        .orElse(null))
                .build();
    }
}
