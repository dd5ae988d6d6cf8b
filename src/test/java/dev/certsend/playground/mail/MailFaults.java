package dev.certsend.playground.mail;

import dev.certsend.playground.mail.AfterDot.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which faults the next connections and mails meet. Safe for many threads. */
public final class MailFaults {

    private final Map<String, Reply> refusedRecipients = new HashMap<>();
    private final Deque<AfterDot> nextDots = new ArrayDeque<>();
    private @Nullable AfterDot everyDot;
    private int refusedConnections;

    MailFaults() {}

    /** Refuses this address at RCPT TO, whoever sends: 450, 451, 550, 552 … with a text that begins with the enhanced code. */
    public synchronized void refuseRecipient(String address, int code, String text) {
        refusedRecipients.put(address.toLowerCase(Locale.ROOT), new Reply(code, text));
    }

    public synchronized void acceptRecipient(String address) {
        refusedRecipients.remove(address.toLowerCase(Locale.ROOT));
    }

    /** The next so many connections get 421 as their greeting. */
    public synchronized void refuseConnections(int times) {
        refusedConnections = times;
    }

    /** The next so many final dots. */
    public synchronized void nextDots(int times, AfterDot fault) {
        for (int i = 0; i < times; i++) {
            nextDots.addLast(fault);
        }
    }

    /** Every final dot until {@link #none()}. */
    public synchronized void everyDot(AfterDot fault) {
        everyDot = fault;
    }

    /** All is well from now on. */
    public synchronized void none() {
        refusedRecipients.clear();
        nextDots.clear();
        everyDot = null;
        refusedConnections = 0;
    }

    synchronized Optional<Reply> atRecipient(String address) {
        return Optional.ofNullable(refusedRecipients.get(address.toLowerCase(Locale.ROOT)));
    }

    synchronized boolean takeConnection() {
        if (refusedConnections == 0) {
            return false;
        }
        refusedConnections--;
        return true;
    }

    synchronized Optional<AfterDot> takeDot() {
        return Optional.ofNullable(nextDots.isEmpty() ? everyDot : nextDots.removeFirst());
    }
}
