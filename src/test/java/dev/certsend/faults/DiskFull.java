package dev.certsend.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** PostgreSQL has its data on a small file system that gets full, and later is not. */
final class DiskFull {
    private static final String SIZE = "160m";
    private static final int PATIENCE = 150;

    private DiskFull() {}

    static Fault fault(Path disk) {
        return Fault.of("PostgreSQL: disk full", run -> full(run, disk.resolve("other-files")));
    }

    /** Mounts it; only root may. */
    static Path mount() throws Fault.Skipped {
        Path disk = Folders.temporary();
        if (!done("mount", "-t", "tmpfs", "-o", "mode=777,size=" + SIZE, "tmpfs", disk.toString())) {
            throw new Fault.Skipped("a small tmpfs can be mounted by root alone");
        }
        return disk;
    }

    static void unmount(Path disk) {
        if (!done("umount", disk.toString())) {
            throw new IllegalStateException("still mounted: " + disk);
        }
        Folders.delete(disk);
    }

    private static void full(Run run, Path filler) throws IOException {
        run.twoAtWork(run.scale().cut());
        fill(filler);
        run.cut(2);
        Threads.last(run.scale().cut());
        Files.delete(filler);
        run.database().start();
        run.settle(PATIENCE);
    }

    private static void fill(Path filler) throws IOException {
        byte[] much = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(much);
            }
        } catch (IOException full) {
            if (!Files.exists(filler)) {
                throw full;
            }
        }
    }

    private static boolean done(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
