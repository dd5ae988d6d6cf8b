package dev.certsend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL whose commits are on the disk, and which can be killed and started again on the same data and port. */
final class FaultDatabase implements AutoCloseable {
    /** The role the program has: an ordinary one. */
    static final String ROLE = "certsend";

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path binaries = PostgresBinaries.folder();
    private final Path folder;
    private final Path log;
    private final int port = freePort();
    private @Nullable Process postmaster;

    /**
     * @param folder in which its data are to be; it must exist
     * @param logs where its log is, which is no matter of a full disk
     */
    FaultDatabase(Path folder, Path logs) {
        this.folder = folder;
        log = logs.resolve("postgres.log");
        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF-8", "--no-sync", "-D", data());
        start();
        Tables admin = tables("postgres");
        admin.change("CREATE ROLE " + ROLE + " LOGIN");
    }

    /** As the database's owner, past all proxies. */
    Tables tables(String name) {
        return Tables.of("jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?connectTimeout=5&socketTimeout=60");
    }

    int port() {
        return port;
    }

    /** A new database; where a template is given, a copy of that one. */
    void create(String name, String template) {
        tables("postgres").change("CREATE DATABASE " + name + " OWNER " + ROLE + " TEMPLATE " + template);
    }

    /** Starts it where it does not run, and waits until it answers: after a crash it recovers first. */
    void start() {
        if (postmaster != null && postmaster.isAlive()) {
            return;
        }
        postmaster = launch(
                "postgres",
                List.of(
                        "-D",
                        data(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "max_connections=60",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "min_wal_size=32MB",
                        "-c",
                        "max_wal_size=64MB",
                        "-k",
                        data()));
        Until.holds("PostgreSQL answers", 60, () -> tables("postgres").answers());
    }

    /** kill -9 of the postmaster and of every process of its. */
    void kill() {
        Process killed = running();
        List<ProcessHandle> all = new ArrayList<>(killed.descendants().toList());
        killed.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        await(killed);
    }

    /** Ends it as an administrator in a hurry does: no checkpoint, sessions cut off. */
    void stopImmediately() {
        run("pg_ctl", "stop", "-m", "immediate", "-D", data());
        await(running());
    }

    @Override
    public void close() {
        if (postmaster != null && postmaster.isAlive()) {
            kill();
        }
        Folders.delete(folder);
    }

    private Process running() {
        if (postmaster == null) {
            throw new IllegalStateException("it was never started");
        }
        return postmaster;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        Process process = launch(program, List.of(arguments));
        if (await(process) != 0) {
            throw new IllegalStateException(program + " failed, see " + log);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it is. */
    private Process launch(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(ROOT ? List.of("unshare", "-U") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return Owned.start(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(program + " does not start", e);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}
