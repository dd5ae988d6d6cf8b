package dev.certsend.export;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes the sealed entries out, in the order of their positions. That somebody did so is an entry of the log itself. */
public final class Export {
    private final SealedLog log;
    private final AuditLog audit;
    private final Watch watch;

    /** Is told how far an export is. */
    @FunctionalInterface
    public interface Watch {
        /** So many positions of so many. */
        void read(long done, long total);
    }

    /**
     * What is to be exported.
     *
     * @param since the first position, or the first moment; null for all from the beginning
     * @param until the first position, or the first moment, that is not wanted; null for all that is sealed
     */
    public record Wanted(
            Format format, @Nullable Point since, @Nullable Point until) {}

    /**
     * What was exported.
     *
     * @param written how many entries
     * @param next the position with which another export goes on
     * @param waiting how many entries are not sealed yet, and for that not in it
     */
    public record Done(long written, long next, long waiting) {}

    public Export(Jdbi jdbi, Watch watch) {
        log = new SealedLog(jdbi);
        audit = new AuditLog(jdbi);
        this.watch = watch;
    }

    /** To a stream, which stays open. */
    public Done to(OutputStream out, Wanted wanted) throws IOException {
        return write(wanted.format().writer(out), wanted, first(wanted), "standard output");
    }

    /**
     * To a file, which is made, for its owner's eyes only.
     *
     * @param resume goes on behind the last whole entry of the file, if it is there
     * @throws WrongFile the file is there and not to be gone on with, or is no such export; it stays as it is
     */
    public Done to(Path file, boolean resume, Wanted wanted) throws IOException, WrongFile {
        try (ExportFile out = ExportFile.open(file, wanted.format(), resume)) {
            Long last = out.last();
            long from = last == null ? first(wanted) : last + 1;
            EntryWriter writer = out.isNew()
                    ? wanted.format().writer(out.stream())
                    : wanted.format().continued(out.stream());
            Done done = write(writer, wanted, from, String.valueOf(file.getFileName()));
            out.force();
            return done;
        }
    }

    private Done write(EntryWriter writer, Wanted wanted, long from, String where) throws IOException {
        long until = end(wanted);
        if (from < until) {
            audit.append(Entry.ofProgram(Action.LOG_EXPORTED)
                    .because(wanted.format().name().toLowerCase(Locale.ROOT) + ", positions " + from + " to "
                            + (until - 1) + ", to " + where));
        }
        Count count = new Count(writer, wanted, from, until);
        long next = log.forEach(from, until, count);
        writer.finish();
        return new Done(count.written, next, log.waiting());
    }

    private long first(Wanted wanted) {
        Point since = wanted.since();
        if (since == null) {
            return 0;
        }
        return since.at() == null ? position(since) : log.positionAt(since.at());
    }

    private long end(Wanted wanted) {
        Point until = wanted.until();
        long size = log.size();
        if (until == null) {
            return size;
        }
        return Math.min(size, until.at() == null ? position(until) : log.positionAfter(until.at()));
    }

    private static long position(Point point) {
        Long position = point.position();
        return position == null ? 0 : position;
    }

    /** Leaves out what lies beside the moments that are wanted: what was committed late is a little out of their order. */
    private final class Count implements SealedLog.Reader {
        private final EntryWriter writer;
        private final Instant since;
        private final Instant until;
        private final long from;
        private final long end;
        private long written;

        Count(EntryWriter writer, Wanted wanted, long from, long end) {
            this.writer = writer;
            this.since = moment(wanted.since(), Instant.MIN);
            this.until = moment(wanted.until(), Instant.MAX);
            this.from = from;
            this.end = end;
        }

        private static Instant moment(@Nullable Point point, Instant otherwise) {
            Instant at = point == null ? null : point.at();
            return at == null ? otherwise : at;
        }

        @Override
        public void read(long position, RecordedEntry entry) throws IOException {
            if (!entry.at().isBefore(since) && entry.at().isBefore(until)) {
                writer.write(entry, position);
                written++;
            }
            watch.read(position + 1 - from, end - from);
        }
    }
}
