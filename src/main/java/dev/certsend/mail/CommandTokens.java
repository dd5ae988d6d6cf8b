package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tokens that a program prints. */
final class CommandTokens implements TokenSource {

    private static final String NAME = "SMTP_OAUTH_TOKEN_COMMAND";
    private static final int MOST_OUTPUT = 16_384;

    private final OAuth.Command command;
    private final Duration patience;

    CommandTokens(OAuth.Command command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    @Override
    public Token fetch() throws TokenFault {
        Process process = started();
        try {
            CompletableFuture<byte[]> output = read(process.getInputStream());
            byte[] printed = output.thenCombine(process.onExit(), (bytes, ended) -> bytes)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (process.exitValue() != 0) {
                throw TokenFault.lasting(NAME + " ended with exit status " + process.exitValue());
            }
            String token = new String(printed, StandardCharsets.US_ASCII).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw TokenFault.lasting(NAME + " must print a token and nothing else");
            }
            return new Token(new Secret(token), USUAL_LIFETIME);
        } catch (TimeoutException hanging) {
            throw TokenFault.passing(NAME + " did not end within " + patience.toSeconds() + " s");
        } catch (ExecutionException unread) {
            throw TokenFault.passing("the output of " + NAME + " could not be read");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw TokenFault.passing("stopped while waiting for " + NAME);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** What it says on the side is dropped: it may be a secret. */
    private Process started() throws TokenFault {
        try {
            Process process = new ProcessBuilder(command.words())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException fault) {
            throw TokenFault.lasting(NAME + " can't be run: is the program there?");
        }
    }

    private static CompletableFuture<byte[]> read(InputStream output) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (output) {
                        read.complete(output.readNBytes(MOST_OUTPUT));
                    } catch (IOException fault) {
                        read.completeExceptionally(fault);
                    }
                },
                "token-command");
        reader.setDaemon(true);
        reader.start();
        return read;
    }
}
