package dev.certsend.orders;

import org.jspecify.annotations.Nullable;

/** A query that can't be read. Made to be told to the person who typed it. */
public final class UnreadQuery extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Why {
        /** The qualifier is none of {@link Qualifier}. */
        NO_SUCH_QUALIFIER,
        /** The value is none of the qualifier's. */
        NO_SUCH_VALUE,
        /** The value is no day and no range of days. */
        NO_DAY,
        /** There is nothing behind the colon. */
        NO_VALUE,
        /** The query is longer than {@link OrderQuery#LONGEST}. */
        TOO_LONG,
        /** The query has more words than anybody needs. */
        TOO_MANY_WORDS
    }

    private final Why why;
    private final String piece;
    private final @Nullable Qualifier qualifier;

    UnreadQuery(Why why, String piece, @Nullable Qualifier qualifier) {
        super(why + ": " + piece);
        this.why = why;
        this.piece = piece;
        this.qualifier = qualifier;
    }

    public Why why() {
        return why;
    }

    /** What was typed there, as it was typed; empty where the query as a whole is too long. */
    public String piece() {
        return piece;
    }

    /** Whose value it is; null where the qualifier itself is unknown, and where no qualifier is concerned. */
    public @Nullable Qualifier qualifier() {
        return qualifier;
    }
}
