package dev.certsend.playground.slack;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ways in which this Slack can fail on demand. Each stays until {@link #up()}, or until it was lifted by its own name. */
public final class Faults {

    private volatile boolean down;
    private volatile boolean pacing;
    private volatile Duration delay = Duration.ZERO;
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Map<String, Integer> limited = new ConcurrentHashMap<>();
    private final Set<String> lost = new HashSet<>();

    private volatile Optional<String> uploadAddress = Optional.empty();
    private volatile Optional<Integer> uploadStatus = Optional.empty();

    Faults() {}

    /** Everything is answered with 503. */
    public void down() {
        down = true;
    }

    /** Calls are obeyed at once, their answers come late. */
    public void slow(Duration by) {
        delay = by;
    }

    /** The method does nothing and answers this error. */
    public void answer(String method, String error) {
        errors.put(method, error);
    }

    /** The method does nothing and answers 429 with this Retry-After. */
    public void rateLimited(String method, int seconds) {
        limited.put(method, seconds);
    }

    /** The next call of the method is obeyed, but the connection breaks within the answer. */
    public void acceptedButAnswerLost(String method) {
        synchronized (lost) {
            lost.add(method);
        }
    }

    /** Files are to be posted to this address. */
    public void sendsUploadsTo(String address) {
        uploadAddress = Optional.of(address);
    }

    /** The address for a file's bytes answers this HTTP status. */
    public void refusesUploads(int status) {
        uploadStatus = Optional.of(status);
    }

    /** One message a second in each channel, as Slack has it. */
    public void pacing() {
        pacing = true;
    }

    /** All is well again. */
    public void up() {
        down = false;
        pacing = false;
        delay = Duration.ZERO;
        uploadAddress = Optional.empty();
        uploadStatus = Optional.empty();
        errors.clear();
        limited.clear();
        synchronized (lost) {
            lost.clear();
        }
    }

    boolean isDown() {
        return down;
    }

    boolean isPacing() {
        return pacing;
    }

    Duration delay() {
        return delay;
    }

    Optional<String> error(String method) {
        return Optional.ofNullable(errors.get(method));
    }

    Optional<Integer> limit(String method) {
        return Optional.ofNullable(limited.get(method));
    }

    Optional<String> uploadAddress() {
        return uploadAddress;
    }

    Optional<Integer> uploadStatus() {
        return uploadStatus;
    }

    boolean losesAnswer(String method) {
        synchronized (lost) {
            return lost.remove(method);
        }
    }
}
