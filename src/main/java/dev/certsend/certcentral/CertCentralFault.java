package dev.certsend.certcentral;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call that CertCentral did not answer as hoped. The message names the call and CertCentral's own code and words;
 * it is one line, without control characters, and never holds the API key.
 */
public final class CertCentralFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_MESSAGE = 400;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

    /** What went wrong, for code to act on. */
    public enum Kind {
        /** No answer, half an answer or none in time; what was to be changed was not. */
        UNREACHABLE(true),
        /**
         * The same after a request to change something had left, or an answer that is a machine's on the way, so that
         * nobody knows whether it was done. Never comes of a request that only reads.
         */
        UNCERTAIN(true),
        /** Out of order for now: 5xx, and 406, which its gateways answer under load. */
        BUSY(true),
        /** Over the limit of calls for this key; while it lasts every call is refused. */
        RATE_LIMITED(true),
        /** The key is unknown or may not do this. */
        KEY_REFUSED(false),
        /** No such order or certificate, or not for this key. */
        NOT_FOUND(false),
        /** The certificate is not issued yet. */
        NOT_ISSUED(true),
        /**
         * An answer in another shape than documented: mostly a page from a machine on the way, hence worth another
         * try.
         */
        UNREADABLE(true),
        /** Refused for any other reason, or sent elsewhere; the same call would fare the same. */
        REFUSED(false);

        private final boolean worthRetrying;

        Kind(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }
    }

    private final Kind kind;

    private final @Nullable Duration retryAfter;

    private final String said;

    CertCentralFault(Kind kind, String message) {
        this(kind, message, null);
    }

    CertCentralFault(Kind kind, String message, @Nullable Duration retryAfter) {
        this(kind, message, retryAfter, "");
    }

    CertCentralFault(Kind kind, String message, @Nullable Duration retryAfter, String said) {
        super(line(message));
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.said = line(said);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same call may succeed later without anyone doing anything. */
    public boolean worthRetrying() {
        return kind.worthRetrying;
    }

    /** How long CertCentral asks to wait, never negative; empty if it does not say, as is usual. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** CertCentral's own words, or else its code, as clean as the message; empty if it gave neither. */
    public String said() {
        return said;
    }

    private static String line(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
