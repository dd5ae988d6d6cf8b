package dev.certsend.playground.slack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells whoever watches that something in the workspace looks different now. */
final class Changes {

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    void happened() {
        watchers.forEach(Runnable::run);
    }
}
