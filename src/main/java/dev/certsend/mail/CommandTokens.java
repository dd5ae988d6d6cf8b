package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tokens that a program prints. */
final class CommandTokens implements TokenSource {

    private static final String NAME = "SMTP_OAUTH_TOKEN_COMMAND";
    private static final int MOST_OUTPUT = 16_384;
    private static final int MILLIS_BETWEEN_LOOKS = 50;

    /** Variables of ours, most of them secrets: the program is told what it needs by whoever wrote its command line. */
    private static final Pattern OURS =
            Pattern.compile("(SLACK|CERTCENTRAL|SMTP|DKIM|BOUNCE|AUDIT)_.*|DATABASE_URL(_FILE)?");

    private final OAuth.Command command;
    private final Duration patience;

    CommandTokens(OAuth.Command command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    @Override
    public Token fetch() throws TokenFault {
        Process process = started();
        Set<ProcessHandle> children = new HashSet<>();
        try {
            String token = printed(process, children).strip();
            if (process.exitValue() != 0) {
                throw TokenFault.lasting(NAME + " ended with exit status " + process.exitValue());
            }
            if (!TOKEN.matcher(token).matches()) {
                throw noToken();
            }
            return new Token(new Secret(token), USUAL_LIFETIME);
        } catch (IOException unread) {
            throw TokenFault.passing("the output of " + NAME + " could not be read");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw TokenFault.passing("stopped while waiting for " + NAME);
        } finally {
            end(process, children);
        }
    }

    /** What it says on the side is dropped: it may be a secret. */
    private Process started() throws TokenFault {
        try {
            ProcessBuilder program = new ProcessBuilder(command.words()).redirectError(ProcessBuilder.Redirect.DISCARD);
            program.environment().keySet().removeIf(OURS.asMatchPredicate());
            Process process = program.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException fault) {
            throw TokenFault.lasting(NAME + " can't be run: is the program there?");
        }
    }

    /**
     * What it printed until it ended; never waits for the end of the output, which a child may hold open for long.
     *
     * @param children gets those it was seen to have: once it has ended, nobody can tell whose they were
     */
    private String printed(Process process, Set<ProcessHandle> children)
            throws IOException, InterruptedException, TokenFault {
        long start = System.nanoTime();
        InputStream output = process.getInputStream();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean ended;
        do {
            process.descendants().forEach(children::add);
            ended = process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            printed.write(output.readNBytes(output.available()));
            if (printed.size() > MOST_OUTPUT) {
                throw noToken();
            }
            if (!ended && System.nanoTime() - start > patience.toNanos()) {
                throw TokenFault.passing(NAME + " did not end within " + patience.toSeconds() + " s");
            }
        } while (!ended);
        return printed.toString(StandardCharsets.US_ASCII);
    }

    private static TokenFault noToken() {
        return TokenFault.lasting(NAME + " must print a token and nothing else");
    }

    private static void end(Process process, Set<ProcessHandle> children) {
        Stream.concat(process.descendants(), children.stream())
                .flatMap(child -> Stream.concat(child.descendants(), Stream.of(child)))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.getInputStream().close();
        } catch (IOException alreadyGone) {
            // what could be read was
        }
    }
}
