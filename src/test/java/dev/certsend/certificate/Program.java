package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that recipients have at hand. A test that needs one that isn't there is skipped and says so. */
public record Program(String name) {
    public static final Program OPENSSL = new Program("openssl");
    public static final Program KEYTOOL = new Program(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    public static final Program UNZIP = new Program("unzip");

    /** All it says; its work must succeed. */
    public String run(Object... arguments) {
        assumeThat(isThere()).as(name + " is there").isTrue();
        List<String> command = Stream.concat(
                        Stream.of(name), Stream.of(arguments).map(String::valueOf))
                .toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(name + " did not run", e);
        }
    }

    private boolean isThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(name)));
    }
}
