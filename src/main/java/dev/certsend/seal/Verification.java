package dev.certsend.seal;

import dev.certsend.seal.EntryLeaves.Leaf;
import dev.certsend.seal.Finding.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log is what was sealed and signed: makes every leaf anew of what its entry says now, grows the whole tree anew of the
 * leaves, and holds both, all kept hashes and every checkpoint against each other. It sees the database at one moment, whatever
 * is appended meanwhile, and takes nothing the database computes for granted.
 */
public final class Verification {
    /** How late an entry may be committed, and how long it may then wait for being sealed. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int PROGRESS_EVERY = 50_000;
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{16}\\b");

    private final Jdbi jdbi;
    private final Collection<PublicKey> keys;
    private final List<Note> outside;
    private final Progress progress;
    private final Findings findings = new Findings();

    /**
     * What there is to say of the log.
     *
     * @param entries that stand in the database
     * @param sealed leaves of the tree
     * @param waiting entries that are not sealed yet, and needn't be
     * @param retired months that were taken out
     * @param findings the first of what is wrong, in the order of the log
     * @param found how much is wrong altogether
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Report(
            long entries,
            long sealed,
            long waiting,
            long checkpoints,
            List<String> retired,
            byte[] root,
            List<Finding> findings,
            long found) {}

    /** Is told now and then how far it is. */
    @FunctionalInterface
    public interface Progress {
        void seen(long leaves, long ofAll);
    }

    /**
     * Checks nothing yet.
     *
     * @param keys whose signatures count; none: signatures are not checked
     * @param outside checkpoints that were kept outside the database
     */
    public Verification(Jdbi jdbi, Collection<PublicKey> keys, List<Note> outside, Progress progress) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.outside = outside;
        this.progress = progress;
    }

    /**
     * Checks it.
     *
     * @throws IllegalStateException the log can't be followed to its end
     */
    public Report run() {
        try (Snapshot snapshot = new Snapshot(jdbi);
                EntryStream stream = new EntryStream(snapshot.handle().getConnection())) {
            return verify(snapshot, new EntryLeaves(stream, findings));
        } catch (SQLException e) {
            throw new IllegalStateException("the database gave up: " + e.getMessage(), e);
        }
    }

    private Report verify(Snapshot snapshot, EntryLeaves entries) throws SQLException {
        Handle facts = snapshot.handle();
        Instant now = facts.createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one();
        List<Retired> retired = Retired.all(facts);
        NavigableMap<Long, Long> gone = Retired.ranges(retired);
        CheckpointCheck checkpoints = new CheckpointCheck(snapshot.handle(), findings, keys, outside);
        NodeCheck nodes = new NodeCheck(snapshot.handle(), findings);
        Frontier frontier = new Frontier(nodes::completed);
        checkpoints.grown(frontier);
        long size = new Tree(facts).size();
        long missing = 0;
        for (Iterator<Run> runs = Run.all(snapshot.handle()); runs.hasNext(); ) {
            Run run = runs.next();
            if (run.first() != frontier.size()) {
                findings.add(
                        Kind.TREE,
                        null,
                        "the leaves from position " + frontier.size() + " to " + run.first()
                                + " are not there, or there twice; what comes after them can't be checked");
                break;
            }
            for (int i = 0; i < run.size(); i++) {
                missing += entry(run, i, entries, checkpoints, gone);
                frontier.append(0, run.leaf(i));
                checkpoints.grown(frontier);
                if (frontier.size() % PROGRESS_EVERY == 0) {
                    progress.seen(frontier.size(), size);
                }
            }
        }
        checkpoints.ended(frontier.size());
        nodes.ended();
        long waiting = rest(entries, now, unsealed(facts));
        blotted(facts, entries.blotted());
        retired(facts, retired, missing);
        progress.seen(frontier.size(), size);
        return new Report(
                entries.read(),
                frontier.size(),
                waiting,
                checkpoints.count(),
                retired.stream().map(Retired::reason).toList(),
                frontier.root(),
                findings.first(),
                findings.count());
    }

    /** Whether it was taken out: 1 or 0. */
    private int entry(Run run, int i, EntryLeaves entries, CheckpointCheck checkpoints, NavigableMap<Long, Long> gone)
            throws SQLException {
        long entryId = run.entryId(i);
        Leaf leaf = entries.take(entryId, run.lastAt());
        if (leaf == null) {
            if (Retired.isIn(gone, run.first() + i)) {
                return 1;
            }
            findings.add(Kind.MISSING, entryId, name(run, i) + " is sealed, and gone, or sealed twice");
            return 0;
        }
        if (leaf.half()
                || !Arrays.equals(leaf.leaf(), 0, Frontier.HASH_BYTES, run.leaves(), run.at(i), run.at(i + 1))) {
            findings.add(Kind.CHANGED, entryId, name(run, i) + " is not what was sealed: it was changed");
        } else if (isOutOfTime(leaf.at(), checkpoints.before(), checkpoints.after())) {
            findings.add(
                    Kind.BACKDATED,
                    entryId,
                    name(run, i) + " says that it is of " + leaf.at() + ", and was sealed between "
                            + checkpoints.before() + " and " + checkpoints.after());
        }
        return 0;
    }

    private static boolean isOutOfTime(Instant at, @Nullable Instant before, @Nullable Instant after) {
        return (after != null && at.isAfter(after)) || (before != null && at.isBefore(before.minus(PATIENCE)));
    }

    private static String name(Run run, int i) {
        return "entry " + run.entryId(i) + " (position " + (run.first() + i) + ")";
    }

    /** Which entries wait for being sealed. */
    private static Set<Long> unsealed(Handle handle) {
        return new HashSet<>(handle.createQuery("SELECT entry_id FROM audit_unsealed")
                .mapTo(Long.class)
                .list());
    }

    private long rest(EntryLeaves entries, Instant now, Set<Long> unsealed) throws SQLException {
        Instant patient = now.minus(PATIENCE);
        long[] waiting = new long[1];
        entries.rest((entryId, at) -> {
            if (!unsealed.remove(entryId)) {
                findings.add(
                        Kind.INSERTED,
                        entryId,
                        "entry " + entryId + " of " + at
                                + " is in no leaf of the tree, and does not wait to be: it was put there beside the program");
            } else if (at.isBefore(patient)) {
                findings.add(
                        Kind.UNSEALED,
                        entryId,
                        "entry " + entryId + " of " + at + " waits for being sealed for too long: is there a worker?");
            } else {
                waiting[0]++;
            }
        });
        return waiting[0];
    }

    private void blotted(Handle handle, Map<Long, String> blotted) {
        if (blotted.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (String reason : reasons(handle, "log.blotted")) {
            Matcher digest = DIGEST.matcher(reason);
            while (digest.find()) {
                told.add(digest.group());
            }
        }
        blotted.forEach((entryId, digest) -> {
            if (!told.contains(digest)) {
                findings.add(Kind.BLOTTED, entryId, "entry " + entryId + " was blotted out, and no entry tells of it");
            }
        });
    }

    private void retired(Handle handle, List<Retired> retired, long missing) {
        if (retired.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>(reasons(handle, "log.retired"));
        for (Retired month : retired) {
            if (!told.contains(month.reason())) {
                findings.add(Kind.MISSING, null, month.month() + " was taken out, and no entry tells of it");
            }
        }
        long entries = retired.stream().mapToLong(Retired::entries).sum();
        if (entries != missing) {
            findings.add(
                    Kind.MISSING,
                    null,
                    "of the months that were taken out " + missing + " entries are gone, and they had " + entries);
        }
    }

    private static List<String> reasons(Handle handle, String action) {
        return handle.createQuery("SELECT reason FROM audit_entry WHERE action = :action AND reason IS NOT NULL")
                .bind("action", action)
                .mapTo(String.class)
                .list();
    }
}
