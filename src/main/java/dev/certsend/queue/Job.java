package dev.certsend.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A kind of work. It may be run more than once for the same id, so it begins by asking whether its work is done.
 *
 * @param kind its name in the database, never renamed
 * @param work what to do
 */
public record Job(String kind, Work work) {

    /** The work itself. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does the work for one id.
         *
         * @return when to run again; empty when all is done. An exception means: try again by the {@link Backoff}.
         */
        Optional<Instant> run(String id) throws Exception;
    }
}
