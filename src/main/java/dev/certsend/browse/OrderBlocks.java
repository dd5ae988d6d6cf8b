package dev.certsend.browse;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.orders.Order;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order as blocks of a form, a message or a view of its own. */
public final class OrderBlocks {
    private static final int NAMES_SHOWN = 10;
    private static final int LONGEST_FIELD = 300;
    private static final int SOON = 30;

    private OrderBlocks() {}

    /** The quick view: warnings, then everything known. */
    public static List<LayoutBlock> quickView(Look look, Words words) {
        Order order = look.order();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!look.copiesKnown()) {
            blocks.add(Blocks.section(":warning: " + words.say("quick.copies.unknown")));
        }
        warnings(order, today, words).forEach(warning -> blocks.add(Blocks.section(":warning: " + warning)));
        List<TextObject> fields = new ArrayList<>();
        field(fields, words.say("quick.status"), statusAlone(order.status(), words));
        field(fields, words.say("certificate.valid"), valid(order, today, words));
        field(fields, words.say("quick.product"), order.productName());
        field(fields, words.say("quick.organization"), order.organization());
        field(fields, words.say("quick.order"), Long.toString(order.orderId()));
        field(fields, words.say("quick.container"), order.container());
        blocks.add(SectionBlock.builder().fields(fields).build());
        blocks.add(Blocks.section("*" + words.say("certificate.names") + "*\n" + names(order, words)));
        if (order.serialNumber() != null) {
            blocks.add(Blocks.small(words.say("certificate.serial") + ": " + Mrkdwn.code(order.serialNumber())));
        }
        if (order.sendable(today)) {
            blocks.add(Blocks.small(words.say("certificate.sha256") + ": " + fingerprint(look, words)));
        }
        return blocks;
    }

    /** The status as people say it. */
    public static String status(Order order, Words words) {
        return status(order.status(), words);
    }

    /** A status where it stands by itself: with a capital. */
    static String statusAlone(String status, Words words) {
        String said = status(status, words);
        return said.isEmpty() ? said : said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    }

    private static String status(String status, Words words) {
        String key = "order.status." + status;
        return words.has(key) ? words.say(key) : status.replace('_', ' ');
    }

    /** What somebody about to send this should know first. */
    static List<String> warnings(Order order, LocalDate today, Words words) {
        List<String> warnings = new ArrayList<>();
        order.obstacle(today)
                .ifPresent(obstacle ->
                        warnings.add(words.say(obstacle.words(), Map.of("order", Long.toString(order.orderId())))));
        LocalDate till = order.validTill();
        if (warnings.isEmpty() && till != null && ChronoUnit.DAYS.between(today, till) <= SOON) {
            warnings.add(words.say("quick.soon", Map.of("days", ChronoUnit.DAYS.between(today, till))));
        }
        if (order.status().equals("reissue_pending")) {
            warnings.add(words.say("quick.reissue_pending"));
        } else if (order.reissues()) {
            warnings.add(words.say("quick.reissued"));
        }
        return warnings;
    }

    private static String names(Order order, Words words) {
        String shown = order.names().stream()
                .limit(NAMES_SHOWN)
                .map(name -> Mrkdwn.code(Mrkdwn.cut(name, 253)))
                .collect(Collectors.joining(", "));
        int more = order.names().size() - NAMES_SHOWN;
        if (order.names().isEmpty()) {
            return Mrkdwn.code(order.name());
        }
        return more <= 0 ? shown : shown + " " + words.say("quick.names.more", Map.of("count", more));
    }

    private static @Nullable String valid(Order order, LocalDate today, Words words) {
        LocalDate from = order.validFrom();
        LocalDate till = order.validTill();
        if (from == null || till == null) {
            return null;
        }
        if (!order.sendable(today)) {
            return words.say("quick.valid", Map.of("from", words.day(from), "till", words.day(till)));
        }
        String left = words.say("certificate.days_left", Map.of("days", ChronoUnit.DAYS.between(today, till)));
        return words.say("quick.valid.left", Map.of("from", words.day(from), "till", words.day(till), "left", left));
    }

    private static String fingerprint(Look look, Words words) {
        if (look.sha256() != null) {
            return Mrkdwn.code(look.sha256());
        }
        return words.say(look.asked() ? "quick.fingerprint.unknown" : "quick.fingerprint.coming");
    }

    private static void field(List<TextObject> fields, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.add(Blocks.marked("*" + label + "*\n" + Mrkdwn.escape(Mrkdwn.cut(value, LONGEST_FIELD))));
        }
    }
}
