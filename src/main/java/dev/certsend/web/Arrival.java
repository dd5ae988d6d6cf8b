package dev.certsend.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Answers that are given later than they are ready, without a thread that waits. */
public final class Arrival {
    private Arrival() {}

    /**
     * Holds the answer until a whole number of such steps after the request's head had arrived: nobody can tell from the
     * time what was done in between.
     *
     * @param last is done then; where it throws, that is the answer
     */
    public static void answerInSteps(Context request, Duration step, Runnable last) {
        request.future(() -> {
            long arrived = ServletContextRequest.getServletContextRequest(request.req())
                    .getHeadersNanoTime();
            long taken = System.nanoTime() - arrived;
            long rest = step.toNanos() - taken % step.toNanos();
            return CompletableFuture.runAsync(
                    last, CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS, threads(request)));
        });
    }

    /** Holds the answer until something is done; fails it where that fails. */
    public static void answerAfter(Context request, Supplier<? extends CompletionStage<Void>> done) {
        // Answered by the server's threads: a client that doesn't read holds up nobody else.
        request.future(
                () -> done.get().toCompletableFuture().whenCompleteAsync((nothing, fault) -> {}, threads(request)));
    }

    private static Executor threads(Context request) {
        return request.req().getAsyncContext()::start;
    }
}
