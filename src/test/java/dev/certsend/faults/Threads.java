package dev.certsend.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What several parts of the rig do with threads. */
final class Threads {
    private Threads() {}

    /** Talks over a socket that may be closed at any time. */
    interface Talk {
        void run() throws IOException, InterruptedException;
    }

    static void start(String name, Talk talk) {
        Thread thread = new Thread(
                () -> {
                    try {
                        talk.run();
                    } catch (IOException | InterruptedException gone) {
                        // The other side was killed, or this one closed: what the rig is for.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets this much time pass: how long a fault lasts. */
    static void last(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
