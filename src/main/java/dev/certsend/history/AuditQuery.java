package dev.certsend.history;

import dev.certsend.audit.Conditions;
import dev.certsend.audit.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code /cert-audit}: {@code order:123 by:@person to:address to:domain action:mail.rejected action:mail
 * mode:plaintext outcome:failed since:2026-01-01 since:30d until:2026-02}, and words. A number alone is an order, a person
 * alone {@code by:}, an address alone {@code to:}.
 *
 * @param asked what was asked by name, each as {@link #written} writes it behind the colon
 * @param words each the beginning of a word of names, addresses or reasons
 */
public record AuditQuery(Map<Piece, String> asked, List<String> words) {
    /** So many characters at most. A block's id, which carries it, takes 255. */
    static final int LONGEST = 240;

    static final int MOST_WORDS = 10;

    /** Everything. */
    static final AuditQuery ALL = new AuditQuery(Map.of(), List.of());

    public AuditQuery {
        asked = asked.isEmpty() ? Map.of() : Map.copyOf(asked);
        words = List.copyOf(words);
    }

    /**
     * Reads what was typed, or what {@link #written} wrote.
     *
     * @throws UnreadPiece a piece is none of these, or one that can be asked only once is asked twice
     */
    static AuditQuery read(@Nullable String text) throws UnreadPiece {
        String typed = text == null ? "" : text.strip();
        if (typed.length() > LONGEST) {
            throw new UnreadPiece(typed);
        }
        return PieceReader.read(typed);
    }

    Optional<String> value(Piece piece) {
        return Optional.ofNullable(asked.get(piece));
    }

    /** The same with another value; null for none. */
    AuditQuery with(Piece piece, @Nullable String value) {
        Map<Piece, String> changed = new EnumMap<>(Piece.class);
        changed.putAll(asked);
        if (value == null) {
            changed.remove(piece);
        } else {
            changed.put(piece, value);
        }
        return new AuditQuery(changed, words);
    }

    boolean isOpen() {
        return asked.isEmpty() && words.isEmpty();
    }

    /** As it can be typed and read again. */
    String written() {
        return pieces().collect(Collectors.joining(" "));
    }

    /** Each piece as it can be typed. */
    Stream<String> pieces() {
        List<String> pieces = new ArrayList<>();
        for (Piece piece : Piece.values()) {
            String value = asked.get(piece);
            if (value != null) {
                pieces.add(piece.word() + ":" + (piece == Piece.BY ? "<@" + value + ">" : value));
            }
        }
        return Stream.concat(pieces.stream(), words.stream());
    }

    /**
     * As the log is asked.
     *
     * @param ownerId whose entries alone may be seen; null for everybody's
     * @param today from which days ago are counted
     * @param zone where days begin and end
     */
    Question question(String teamId, @Nullable String ownerId, LocalDate today, ZoneId zone) {
        String to = asked.get(Piece.TO);
        String order = asked.get(Piece.ORDER);
        boolean domain = to != null && to.indexOf('@') < 0;
        return new Question(
                teamId,
                ownerId,
                order == null ? null : Long.valueOf(order),
                asked.get(Piece.BY),
                domain ? null : to,
                domain ? to : null,
                value(Piece.ACTION).map(Kinds::actions).orElse(Set.of()),
                asked.get(Piece.MODE),
                value(Piece.OUTCOME).map(Kinds::outcomes).orElse(Set.of()),
                days(Piece.SINCE, today).map(days -> start(days.first(), zone)).orElse(null),
                days(Piece.UNTIL, today)
                        .map(days -> start(days.last().plusDays(1), zone))
                        .orElse(null),
                Conditions.pieces(words));
    }

    private Optional<Days> days(Piece piece, LocalDate today) {
        return value(piece).flatMap(typed -> Days.read(typed, today));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
