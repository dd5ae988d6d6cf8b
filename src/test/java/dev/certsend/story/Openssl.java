package dev.certsend.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The program that recipients have at hand. */
final class Openssl {
    private Openssl() {}

    static boolean isThere() {
        try {
            run("version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** All it says. */
    static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
