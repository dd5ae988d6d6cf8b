package dev.certsend.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, with the options of the {@code Procfile}. */
final class Jvm {
    private static final String EXTRA_OPTIONS = "bench.jvm";

    private static final Pattern USED = Pattern.compile("generation +total [0-9]+K, used ([0-9]+)K");

    private Jvm() {}

    /** Starts one. Its output goes to a file. */
    static Process start(List<String> mainAndArguments, Map<String, String> environment, Path log) throws IOException {
        return start("-Xmx160m", mainAndArguments, environment, log);
    }

    /** Starts one with another limit of its heap. */
    static Process start(String heap, List<String> mainAndArguments, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        Stream.of(System.getProperty(EXTRA_OPTIONS, "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-XX:+UseSerialGC", heap, "-cp", classPath()));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What Linux says of its memory: VmRSS is what is resident, VmHWM what was at most; 0 for one that has ended. */
    static long megabytes(Process process, String which) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(each -> each.startsWith(which + ":"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .orElse(0L);
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException("no /proc", e);
            }
            return 0;
        }
    }

    /** What lives in its heap after a full collection, as {@code jcmd} tells it of the serial collector's generations. */
    static double heapMegabytes(Process process) {
        jcmd(process, "GC.run");
        Matcher used = USED.matcher(jcmd(process, "GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes / 1024.0;
    }

    private static String jcmd(Process process, String command) {
        String program = System.getProperty("java.home") + "/bin/jcmd";
        try {
            Process jcmd = new ProcessBuilder(program, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("no jcmd", e);
        }
    }

    /** Inside Maven's JVM the project's class path is that of a class loader, not of the JVM. */
    private static String classPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader instanceof URLClassLoader urls && urls.getURLs().length > 0) {
            return Arrays.stream(urls.getURLs()).map(Jvm::file).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
