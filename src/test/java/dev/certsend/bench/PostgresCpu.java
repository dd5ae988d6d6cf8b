package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a PostgreSQL on this machine has used of the CPU, all its processes together, as Linux tells it in {@code /proc}. */
final class PostgresCpu {
    private static final long MILLIS_A_TICK = 10;
    private static final int TICKS = 11;

    private final ProcessHandle postmaster;

    /** @param directory the cluster's data, whose {@code postmaster.pid} begins with the number of its first process */
    PostgresCpu(Path directory) {
        try {
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("no postmaster.pid", e);
        }
    }

    /** Of any other program whose processes are all children of one. */
    PostgresCpu(ProcessHandle first) {
        postmaster = first;
    }

    /** So far, in steps of 10 ms; of the processes that have ended too. */
    double millis() {
        long ticks = ticks(postmaster.pid(), 4)
                + postmaster
                        .children()
                        .mapToLong(child -> ticks(child.pid(), 2))
                        .sum();
        return ticks * MILLIS_A_TICK;
    }

    /** The fields utime, stime, and of children that have ended cutime, cstime: as many of them, see proc(5). */
    private static long ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold blanks.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(afterName[TICKS + i]);
            }
            return ticks;
        } catch (IOException e) {
            // It ended just now, and its parent has its time already or soon.
            return 0;
        }
    }
}
