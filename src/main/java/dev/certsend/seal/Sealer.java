package dev.certsend.seal;

import static java.time.temporal.ChronoUnit.HOURS;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the log: takes what was committed since, whenever that was appended, makes leaves of it, and signs a checkpoint.
 * There may be any number of sealers; one works at a time. Every turn is one transaction.
 *
 * <p>It signs nothing that contradicts what was signed before, as far as it knows: by the last checkpoint in the database, by
 * the last one outside, and by its own memory.
 */
public final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** What one turn takes at most, if nothing waits for long. */
    public static final int MOST = 8_192;

    /** Where something waits for so long, all of it is taken in one turn: its checkpoint must not be held against it. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Duration BETWEEN_ERRORS = Duration.ofMinutes(1);

    private static final Duration HEARTBEAT = Duration.ofHours(1);

    /** The name of the lock: "seal" in ASCII. */
    private static final long LOCK = 0x7365616cL;

    private final Jdbi jdbi;
    private final SealSettings settings;
    private final Outside outside;
    private final @Nullable CheckpointFiles files;
    private @Nullable Checkpoint known;
    private long nextError = System.nanoTime();

    /** Where checkpoints go besides. */
    @FunctionalInterface
    public interface Outside {
        /**
         * Takes it.
         *
         * @param firstOfHour whether no other was made in this hour, by the clock in UTC
         */
        void tell(Note note, boolean firstOfHour);
    }

    /** The log is not what was signed before. */
    public static final class Contradiction extends RuntimeException {
        private static final long serialVersionUID = 1;

        Contradiction(String message) {
            super(message);
        }
    }

    /** @param outside is given each checkpoint once it is committed */
    public Sealer(Jdbi jdbi, SealSettings settings, Outside outside) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.outside = outside;
        files = settings.directory() == null ? null : new CheckpointFiles(settings.directory());
    }

    /**
     * Seals what there is to seal; where there is nothing, and it was an hour ago that it signed anything, it signs the same once
     * more.
     *
     * @return whether there may be more
     * @throws Contradiction the log is not what was signed before; nothing is sealed
     */
    public boolean turn() {
        if (nothingToDo()) {
            return false;
        }
        Sealed sealed = jdbi.inTransaction(this::seal);
        Note note = sealed.note();
        if (note != null) {
            known = note.checkpoint();
            keep(note);
            outside.tell(note, sealed.firstOfHour());
        }
        return sealed.more();
    }

    /** How long the oldest entry that is not sealed yet has waited; empty where none waits. */
    public static Optional<Duration> backlog(Jdbi jdbi) {
        return jdbi.withHandle(Sealer::backlog);
    }

    private static Optional<Duration> backlog(Handle handle) {
        return handle.createQuery("SELECT clock_timestamp() - min(at) FROM audit_unsealed HAVING min(at) IS NOT NULL")
                .mapTo(Duration.class)
                .findOne();
    }

    /** A disk that is full keeps nobody from sealing, and the other ways out from being gone. */
    private void keep(Note note) {
        try {
            if (files != null) {
                files.keep(note);
            }
        } catch (UncheckedIOException e) {
            if (System.nanoTime() - nextError >= 0) {
                nextError = System.nanoTime() + BETWEEN_ERRORS.toNanos();
                LOG.error("no checkpoint is kept in {}: {}", settings.directory(), e.getMessage());
            }
        }
    }

    private boolean nothingToDo() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT NOT EXISTS (SELECT FROM audit_unsealed) AND coalesce((
                            SELECT at > now() - :heartbeat FROM audit_checkpoint
                            ORDER BY checkpoint_id DESC LIMIT 1), false)""")
                .bind("heartbeat", HEARTBEAT)
                .mapTo(Boolean.class)
                .one());
    }

    private record Sealed(boolean more, @Nullable Note note, boolean firstOfHour) {}

    private Sealed seal(Handle transaction) {
        boolean mine = transaction
                .createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
        if (!mine) {
            return new Sealed(false, null, false);
        }
        Tree tree = new Tree(transaction);
        List<Completed> completed = new ArrayList<>();
        Frontier frontier =
                tree.frontier(tree.size(), (level, node, hash) -> completed.add(new Completed(level, node, hash)));
        Note last = tree.lastCheckpoint();
        check(tree, frontier, last);
        Instant newest = last == null ? Instant.EPOCH : last.checkpoint().at();
        int count = 0;
        boolean backlog = isLong(transaction);
        List<Unsealed> waiting;
        do {
            waiting = Unsealed.take(transaction, MOST);
            append(transaction, frontier, waiting);
            count += waiting.size();
            newest = Stream.concat(Stream.of(newest), waiting.stream().map(Unsealed::at))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            keep(transaction, completed);
            completed.clear();
        } while (backlog && waiting.size() == MOST);
        Instant at = at(transaction, newest);
        if (count == 0 && last != null && last.checkpoint().at().isAfter(at.minus(HEARTBEAT))) {
            return new Sealed(false, null, false);
        }
        Note note =
                Note.signed(new Checkpoint(settings.origin(), frontier.size(), frontier.root(), at), settings.keys());
        transaction
                .createUpdate("""
                        INSERT INTO audit_checkpoint (size, root, at, note) VALUES (:size, :root, :at, :note)""")
                .bindMethods(note.checkpoint())
                .bind("note", note.text())
                .execute();
        boolean firstOfHour =
                last == null || !last.checkpoint().at().truncatedTo(HOURS).equals(at.truncatedTo(HOURS));
        return new Sealed(waiting.size() == MOST, note, firstOfHour);
    }

    private static boolean isLong(Handle transaction) {
        return backlog(transaction)
                .filter(waiting -> waiting.compareTo(LONG) > 0)
                .isPresent();
    }

    /** Now; and not before what it covers and follows, where the clock was put back a little. Far ahead of it is nothing true. */
    private static Instant at(Handle transaction, Instant newest) {
        Instant now = transaction
                .createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one();
        boolean isPutBack = newest.isAfter(now) && newest.isBefore(now.plus(Verification.PATIENCE));
        return isPutBack ? newest : now;
    }

    private void check(Tree tree, Frontier frontier, @Nullable Note last) {
        if (last != null && last.checkpoint().size() < frontier.size()) {
            throw new Contradiction(
                    "the last checkpoints of the audit log are gone from the database: the tree has " + frontier.size()
                            + " entries, and the " + last.checkpoint() + " is the last one. Nothing is sealed");
        }
        if (last != null) {
            check(tree, frontier, last.checkpoint(), "the last one in the database");
        } else if (frontier.size() > 0) {
            throw new Contradiction("the checkpoints of the audit log are gone from the database; nothing is sealed");
        }
        if (known != null) {
            check(tree, frontier, known, "signed by this process");
        } else if (files != null) {
            Note latest = files.latest();
            if (latest != null) {
                check(tree, frontier, latest.checkpoint(), "the last one in " + settings.directory());
            }
        }
    }

    private static void check(Tree tree, Frontier frontier, Checkpoint before, String which) {
        if (before.size() > frontier.size()) {
            throw new Contradiction("the audit log has " + frontier.size() + " sealed entries, and the " + before + ", "
                    + which
                    + ", has more: the database was rolled back, or is another one. Nothing is sealed. If it was meant,"
                    + " move the checkpoints away and start anew");
        }
        byte[] root = before.size() == frontier.size() ? frontier.root() : tree.root(before.size());
        if (!before.isOf(root)) {
            throw new Contradiction("the audit log is not what was signed by the " + before + ", " + which
                    + ". Nothing is sealed. Run audit verify");
        }
    }

    private static void append(Handle transaction, Frontier frontier, List<Unsealed> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        long first = frontier.size();
        ByteArrayOutputStream leaves = new ByteArrayOutputStream(waiting.size() * Frontier.HASH_BYTES);
        for (Unsealed each : waiting) {
            frontier.append(0, each.leaf());
            leaves.writeBytes(each.leaf());
        }
        transaction
                .createUpdate("""
                        INSERT INTO audit_run (first_position, entry_ids, leaves, first_at, last_at)
                        VALUES (:first, :ids, :leaves, :firstAt, :lastAt)""")
                .bind("first", first)
                .bindArray(
                        "ids",
                        Long.class,
                        waiting.stream().map(Unsealed::entryId).toList())
                .bind("leaves", leaves.toByteArray())
                .bind(
                        "firstAt",
                        waiting.stream()
                                .map(Unsealed::at)
                                .min(Comparator.naturalOrder())
                                .orElseThrow())
                .bind(
                        "lastAt",
                        waiting.stream()
                                .map(Unsealed::at)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                .execute();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Completed(int level, long node, byte[] hash) {}

    private static void keep(Handle transaction, List<Completed> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                transaction.prepareBatch("INSERT INTO audit_node (level, node, hash) VALUES (:level, :node, :hash)");
        for (Completed node : nodes) {
            batch.bind("level", node.level())
                    .bind("node", node.node())
                    .bind("hash", node.hash())
                    .add();
        }
        batch.execute();
    }
}
