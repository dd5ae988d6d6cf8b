package dev.certsend.browse;

import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.Qualifier;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.text.Words;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A query that can't be read, as told to people: what is wrong, and what is allowed instead. */
public final class QueryWords {
    private QueryWords() {}

    /** Both in one; plain text. */
    public static String whole(UnreadQuery unread, Words words) {
        return (of(unread, words) + " " + allowed(unread, words)).strip();
    }

    /** What is wrong; plain text. */
    static String of(UnreadQuery unread, Words words) {
        return switch (unread.why()) {
            case NO_SUCH_QUALIFIER -> words.say("query.no_such_qualifier", Map.of("piece", unread.piece()));
            case NO_SUCH_VALUE, NO_DAY, NO_VALUE -> words.say("query.no_such_value", Map.of("piece", unread.piece()));
            case TOO_LONG -> words.say("query.too_long", Map.of("most", OrderQuery.LONGEST));
            case TOO_MANY_WORDS -> words.say("query.too_many_words");
        };
    }

    /** What is allowed; plain text, empty where the trouble is not what was typed but how much. */
    static String allowed(UnreadQuery unread, Words words) {
        if (unread.why() == UnreadQuery.Why.TOO_LONG || unread.why() == UnreadQuery.Why.TOO_MANY_WORDS) {
            return "";
        }
        Qualifier qualifier = unread.qualifier();
        if (qualifier == null) {
            String all = Arrays.stream(Qualifier.values())
                    .map(each -> each.word() + ":")
                    .collect(Collectors.joining(" "));
            return words.say("query.allowed", Map.of("values", all));
        }
        if (!qualifier.allowed().isEmpty()) {
            return words.say("query.allowed", Map.of("values", String.join(" ", qualifier.allowed())));
        }
        return words.say(
                unread.why() == UnreadQuery.Why.NO_DAY
                                || qualifier == Qualifier.EXPIRES
                                || qualifier == Qualifier.ISSUED
                        ? "query.allowed.days"
                        : "query.allowed.text");
    }
}
