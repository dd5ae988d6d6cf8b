package dev.certsend.orders;

import dev.certsend.orders.UnreadQuery.Why;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a query. What Slack escapes, links or curls on the way is read as it was typed. */
final class QueryReader {
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_PIECE = 60;

    /** Slack makes links of host names and addresses: {@code <http://shop.example|shop.example>}. */
    private static final Pattern LINK = Pattern.compile("<(?:https?://|mailto:)[^|<>]*\\|([^<>]*)>");

    private static final Pattern BARE_LINK = Pattern.compile("<(https?://[^|<>]*)>");
    private static final Pattern CURLED = Pattern.compile("[\\u201c\\u201d\\u201e\\u201f\\u00ab\\u00bb\\uff02]");
    private static final Pattern PIECE = Pattern.compile("(?:([\\p{L}_-]{1,20}):)?(?:\"([^\"]*)\"?|([^\\s\"]+))|\"");

    /** An address of a page stands for its host. */
    private static final Pattern ADDRESS = Pattern.compile("https?://([^/?#\\s:]+).*");

    /** A serial number, or as much of it as was typed so far. */
    private static final Pattern HEX_PAIRS = Pattern.compile("(?:[0-9a-f]{2}:){2,}[0-9a-f]{0,2}");

    private final LocalDate today;
    private final List<String> words = new ArrayList<>();
    private final Map<Qualifier, String> qualifiers = new EnumMap<>(Qualifier.class);

    private QueryReader(LocalDate today) {
        this.today = today;
    }

    static OrderQuery read(String typed, LocalDate today) throws UnreadQuery {
        String plain = plain(typed);
        if (plain.length() > OrderQuery.LONGEST) {
            throw new UnreadQuery(Why.TOO_LONG, "", null);
        }
        QueryReader reader = new QueryReader(today);
        Matcher pieces = PIECE.matcher(plain);
        while (pieces.find()) {
            reader.take(pieces);
        }
        if (reader.words.size() > MOST_WORDS) {
            throw new UnreadQuery(Why.TOO_MANY_WORDS, "", null);
        }
        OrderQuery query = new OrderQuery(reader.words, reader.qualifiers);
        if (query.written().length() > OrderQuery.LONGEST) {
            throw new UnreadQuery(Why.TOO_LONG, "", null);
        }
        return query;
    }

    private static String plain(String typed) {
        String unlinked =
                BARE_LINK.matcher(LINK.matcher(typed).replaceAll("$1")).replaceAll("$1");
        String unescaped = unlinked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return SearchedText.folded(CURLED.matcher(unescaped).replaceAll("\""));
    }

    private void take(Matcher piece) throws UnreadQuery {
        String value = piece.group(2) != null
                ? piece.group(2).strip()
                : Optional.ofNullable(piece.group(3)).orElse("");
        boolean quoted = piece.group(2) != null;
        if (!quoted) {
            String host = host(piece.group());
            if (!host.equals(piece.group())) {
                word(host);
                return;
            }
            if (HEX_PAIRS.matcher(piece.group()).matches()) {
                word(piece.group().replace(":", ""));
                return;
            }
        }
        if (piece.group(1) == null) {
            unqualified(value, quoted);
        } else {
            qualified(piece.group(1), quoted ? value : host(value), piece.group());
        }
    }

    private static String host(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() ? address.group(1) : text;
    }

    private void unqualified(String value, boolean quoted) throws UnreadQuery {
        if (!quoted && value.endsWith(":") && value.length() > 1) {
            String name = value.substring(0, value.length() - 1);
            Qualifier qualifier =
                    Qualifier.of(name).orElseThrow(() -> new UnreadQuery(Why.NO_SUCH_QUALIFIER, shown(value), null));
            throw new UnreadQuery(Why.NO_VALUE, shown(value), qualifier);
        }
        word(value);
    }

    private void word(String word) {
        if (!word.isEmpty()) {
            words.add(word);
        }
    }

    private void qualified(String name, String typed, String piece) throws UnreadQuery {
        Qualifier qualifier =
                Qualifier.of(name).orElseThrow(() -> new UnreadQuery(Why.NO_SUCH_QUALIFIER, shown(piece), null));
        String value = qualifier == Qualifier.SERIAL ? typed.replaceAll("[: ]", "") : typed;
        if (value.isEmpty()) {
            throw new UnreadQuery(Why.NO_VALUE, shown(piece), qualifier);
        }
        if (qualifier.isDay() && days(qualifier, value).isEmpty()) {
            throw new UnreadQuery(Why.NO_DAY, shown(piece), qualifier);
        }
        if (!qualifier.allowed().isEmpty() && !allows(qualifier, value)) {
            throw new UnreadQuery(Why.NO_SUCH_VALUE, shown(piece), qualifier);
        }
        qualifiers.put(qualifier, value);
    }

    private static boolean allows(Qualifier qualifier, String value) {
        List<String> values = qualifier.takesSeveral() ? List.of(value.split(",", -1)) : List.of(value);
        return qualifier.allowed().containsAll(values);
    }

    private Optional<DayRange> days(Qualifier qualifier, String value) {
        return qualifier == Qualifier.EXPIRES ? DayRange.ahead(value, today) : DayRange.behind(value, today);
    }

    private static String shown(String piece) {
        if (piece.length() <= LONGEST_PIECE) {
            return piece;
        }
        boolean halved = Character.isHighSurrogate(piece.charAt(LONGEST_PIECE - 1));
        return piece.substring(0, halved ? LONGEST_PIECE - 1 : LONGEST_PIECE);
    }
}
