package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Postfix itself, from a folder of its own: takes letters by SMTP, has each on the disk before it says yes, and hands them on to the
 * sink by as many connections as the program has.
 */
final class PostfixRelay implements AutoCloseable {
    static final String HOW_TO_RUN = """
            Postfix itself does not run here, so there is nothing to compare with: it needs root, its programs where
            -Dbench.postfix says, and two accounts that nothing else runs as (user postfix and group postdrop, or news and uucp).""";

    private static final List<String> QUEUES = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "saved",
            "trace");
    private static final List<String> WITH_LETTERS = List.of("incoming", "active", "deferred", "maildrop");

    private final MailPostfix postfix;
    private final MailSink sink;
    private final int letterBytes;
    private final Path folder;
    private final Process master;
    private final PostgresCpu cpu;
    private final int port;

    /** @param folder to be made; readable for everybody all the way up */
    PostfixRelay(MailPostfix postfix, MailSink sink, int letterBytes, Path folder) throws IOException {
        this.postfix = postfix;
        this.sink = sink;
        this.letterBytes = letterBytes;
        this.folder = folder;
        port = freePort();
        Path program = postfix.master().orElseThrow(() -> new IOException("no master"));
        folders();
        settings(Objects.requireNonNull(program.getParent()));
        master = postfix.start(
                List.of(program.toString(), "-c", folder.resolve("etc").toString(), "-d"),
                folder.resolve("master.out"));
        cpu = new PostgresCpu(master.toHandle());
        DeliverySamples.await("Postfix, see " + folder, this::greets);
    }

    /** Whether it can be run here at all. */
    static boolean runs(MailPostfix postfix) {
        return System.getProperty("user.name").equals("root")
                && postfix.master().isPresent()
                && account("postfix", "news") != null;
    }

    /** From offering the first letter until the sink has all of them and the queue is empty. */
    DeliveryTurn run(int letters, List<String> untrue) {
        long before = sink.settledLetters();
        try {
            double cpuBefore = cpu.millis();
            long began = System.nanoTime();
            Process source = postfix.source(port, letters, letterBytes, folder.resolve("smtp-source.out"));
            DeliveryTurns.await(() -> sink.letters() > before);
            double first = (System.nanoTime() - began) / 1e9;
            DeliveryTurns.await(() -> sink.letters() >= before + letters);
            DeliveryTurns.await(this::isEmpty);
            double seconds = (System.nanoTime() - began) / 1e9;
            long sunk = sink.settledLetters() - before;
            if (source.waitFor() != 0 || sunk != letters) {
                untrue.add("Postfix: " + sunk + " letters instead of " + letters + ", see " + folder);
            }
            return DeliveryTurn.ofOther(letters, seconds, first, cpu.millis() - cpuBefore);
        } catch (IOException e) {
            throw new UncheckedIOException("no smtp-source", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        MailPostfix.end(master);
    }

    private boolean isEmpty() {
        return WITH_LETTERS.stream().allMatch(this::isEmpty);
    }

    private boolean isEmpty(String queue) {
        try (Stream<Path> files = Files.walk(folder.resolve("queue").resolve(queue))) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException e) {
            // A letter left while it was looked at.
            return false;
        }
    }

    private void folders() throws IOException {
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Files.createDirectories(folder.resolve("etc"));
        own(Files.createDirectories(folder.resolve("data")), "rwx------");
        for (String each : QUEUES) {
            own(Files.createDirectories(queue.resolve(each)), "rwx------");
        }
        Files.createDirectories(queue.resolve("pid"));
        own(Files.createDirectories(queue.resolve("public")), "rwx--x---");
        own(Files.createDirectories(queue.resolve("maildrop")), "rwx-wx---");
    }

    private void settings(Path daemons) throws IOException {
        Path etc = folder.resolve("etc");
        PostfixSettings settings = new PostfixSettings(
                folder,
                daemons,
                postfix.commands(),
                Objects.requireNonNull(account("postfix", "news")).getName(),
                group().getName(),
                MailWay.CONNECTIONS);
        Files.writeString(etc.resolve("main.cf"), settings.main(sink.port()));
        Files.writeString(etc.resolve("master.cf"), settings.master(port));
        Files.createFile(etc.resolve("dynamicmaps.cf"));
    }

    private static void own(Path path, String permissions) throws IOException {
        PosixFileAttributeView view =
                Objects.requireNonNull(Files.getFileAttributeView(path, PosixFileAttributeView.class));
        view.setOwner(Objects.requireNonNull(account("postfix", "news")));
        view.setGroup(group());
        view.setPermissions(PosixFilePermissions.fromString(permissions));
    }

    private static @Nullable UserPrincipal account(String... names) {
        UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
        for (String name : names) {
            try {
                return accounts.lookupPrincipalByName(name);
            } catch (IOException e) {
                // The next one, then.
            }
        }
        return null;
    }

    private static GroupPrincipal group() throws IOException {
        UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            return accounts.lookupPrincipalByGroupName("postdrop");
        } catch (UserPrincipalNotFoundException e) {
            return accounts.lookupPrincipalByGroupName("uucp");
        }
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
