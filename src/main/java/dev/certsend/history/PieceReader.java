package dev.certsend.history;

import dev.certsend.audit.Conditions;
import dev.certsend.letter.Mode;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Mrkdwn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a query piece by piece, as Slack escapes what is typed into a command, or as we write it. */
final class PieceReader {
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z]+):(.*)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PERSON = Pattern.compile("<@([UW][A-Z0-9]{2,20})(?:\\|[^<>]*)?>");
    private static final Pattern LINK = Pattern.compile("<(?:mailto:|https?://)[^|<>]+\\|([^|<>]+)>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@:\\p{Cc}]+@[^\\s<>@:\\p{Cc}]+");
    private static final Pattern DOMAIN = Pattern.compile("[^\\s<>@:,/\\p{Cc}]+\\.[^\\s<>@:,/.\\p{Cc}]{2,}");
    private static final Pattern WORD = Pattern.compile("[^<>:\\p{Cc}]*[\\p{L}\\p{N}][^<>:\\p{Cc}]*");

    private PieceReader() {}

    static AuditQuery read(String typed) throws UnreadPiece {
        AuditQuery query = AuditQuery.ALL;
        for (String piece : typed.isEmpty() ? new String[0] : typed.split("\\s+")) {
            query = with(query, piece);
        }
        return query;
    }

    private static AuditQuery with(AuditQuery query, String piece) throws UnreadPiece {
        Matcher qualified = QUALIFIED.matcher(piece);
        if (qualified.matches()) {
            Optional<Piece> asked = Piece.of(qualified.group(1));
            if (asked.isEmpty()) {
                throw unread(piece);
            }
            return asked(query, asked.get(), value(asked.get(), qualified.group(2)), piece);
        }
        for (Piece alone : List.of(Piece.ORDER, Piece.BY)) {
            String value = value(alone, piece);
            if (value != null) {
                return asked(query, alone, value, piece);
            }
        }
        String address = address(piece);
        return address == null ? word(query, piece) : asked(query, Piece.TO, address, piece);
    }

    private static AuditQuery asked(AuditQuery query, Piece piece, @Nullable String value, String typed)
            throws UnreadPiece {
        if (value == null
                || query.value(piece).filter(before -> !before.equals(value)).isPresent()) {
            throw unread(typed);
        }
        return query.with(piece, value);
    }

    private static AuditQuery word(AuditQuery query, String piece) throws UnreadPiece {
        // Slack escapes an ampersand; the log cuts there all the same.
        String plain = unlinked(piece).replace('&', '-');
        if (!WORD.matcher(plain).matches()
                || Conditions.pieces(List.of(plain)).isEmpty()
                || query.words().size() == AuditQuery.MOST_WORDS) {
            throw unread(piece);
        }
        List<String> words = new ArrayList<>(query.words());
        words.add(plain);
        return new AuditQuery(query.asked(), words);
    }

    private static @Nullable String value(Piece piece, String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return switch (piece) {
            case ORDER -> NUMBER.matcher(typed).matches() ? Long.toString(Long.parseLong(typed)) : null;
            case BY -> {
                Matcher person = PERSON.matcher(typed);
                yield person.matches() ? person.group(1) : null;
            }
            case TO -> {
                String address = address(typed);
                yield address == null ? domain(unlinked(typed)) : address;
            }
            case ACTION -> Kinds.areActions(lower) ? lower : null;
            case MODE -> Mode.of(lower).map(Mode::value).orElse(null);
            case OUTCOME -> Kinds.areOutcomes(lower) ? lower : null;
            case SINCE, UNTIL -> Days.read(lower, LocalDate.EPOCH).isPresent() ? lower : null;
        };
    }

    /** The address as the log has it: an international domain in its ASCII form. */
    private static @Nullable String address(String typed) {
        String plain = unlinked(typed);
        if (!ADDRESS.matcher(plain).matches()) {
            return null;
        }
        try {
            return EmailAddress.of(plain).toString();
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    private static @Nullable String domain(String typed) {
        if (!DOMAIN.matcher(typed).matches()) {
            return null;
        }
        try {
            return EmailAddress.of("x@" + typed).domain();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Slack makes links of addresses and names of hosts. */
    private static String unlinked(String typed) {
        Matcher link = LINK.matcher(typed);
        return Mrkdwn.unescape(link.matches() ? link.group(1) : typed);
    }

    private static UnreadPiece unread(String piece) {
        return new UnreadPiece(Mrkdwn.unescape(piece));
    }
}
