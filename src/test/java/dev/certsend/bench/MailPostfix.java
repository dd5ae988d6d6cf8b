package dev.certsend.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Postfix's two test programs, {@code smtp-sink} and {@code smtp-source}; where they are, Postfix itself is too, unpacked or installed. */
final class MailPostfix {
    static final String HOW_TO_GET = """
            smtp-sink and smtp-source, which come with Postfix, are neither on PATH nor in /usr/lib/postfix/sbin, /usr/sbin
            or the folder that -Dbench.postfix names. On Debian and Ubuntu no installation is needed:

              mkdir /tmp/postfix && cd /tmp/postfix && apt-get download postfix && dpkg -x postfix_*.deb .

            and run the benchmark again with -Dbench.postfix=/tmp/postfix.""";

    private static final String FOLDER = System.getProperty("bench.postfix", "");

    private final Path sink;
    private final Path source;

    private MailPostfix(Path sink, Path source) {
        this.sink = sink;
        this.source = source;
    }

    /** Empty if one of them is missing. */
    static Optional<MailPostfix> find() {
        return program("smtp-sink")
                .flatMap(sink -> program("smtp-source").map(source -> new MailPostfix(sink, source)));
    }

    /** A mail server that takes everything and counts it, into {@code counted}. */
    Process sink(int port, Path counted) throws IOException {
        List<String> command = new ArrayList<>(List.of(sink.toString(), "-4", "-c"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("inet:127.0.0.1:" + port, "100"));
        return start(command, counted);
    }

    /** A client that sends so many letters over kept connections and ends. */
    Process source(int port, long letters, int letterBytes, Path log) throws IOException {
        return start(
                List.of(
                        source.toString(),
                        "-4",
                        "-d",
                        "-s",
                        Integer.toString(MailWay.CONNECTIONS),
                        "-l",
                        Integer.toString(letterBytes),
                        "-m",
                        Long.toString(letters),
                        "-f",
                        "certificates@example.com",
                        "-t",
                        "recipient@example.net",
                        "-M",
                        "localhost",
                        "inet:127.0.0.1:" + port),
                log);
    }

    /** The program of Postfix that runs all others; empty if it is missing. */
    Optional<Path> master() {
        return program("master");
    }

    /** Where the programs for people are. */
    Path commands() {
        return Objects.requireNonNull(sink.getParent());
    }

    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(output.toFile());
        builder.redirectError(Path.of(output + ".err").toFile());
        Path libraries = Path.of(FOLDER, "usr/lib/postfix");
        if (!FOLDER.isEmpty() && Files.isDirectory(libraries)) {
            builder.environment()
                    .put("LD_LIBRARY_PATH", libraries.toAbsolutePath().toString());
        }
        Process process = builder.start();
        // Nothing is left behind by a run that somebody ends.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static Optional<Path> program(String name) {
        Stream<String> given = FOLDER.isEmpty()
                ? Stream.of()
                : Stream.of("", "/usr/sbin", "/usr/lib/postfix/sbin", "/sbin").map(below -> FOLDER + below);
        Stream<String> usual = Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                Stream.of("/usr/lib/postfix/sbin", "/usr/sbin"));
        return Stream.concat(given, usual)
                .map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
