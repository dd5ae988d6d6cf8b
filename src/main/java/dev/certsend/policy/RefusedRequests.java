package dev.certsend.policy;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Requests that did not prove where they come from. Anybody can make any number of them, so the log gets the first of each kind,
 * and then once a minute how many there were since.
 */
public final class RefusedRequests {
    private static final Duration BETWEEN_ENTRIES = Duration.ofMinutes(1);

    private final AuditLog audit;
    private final Later later;
    private final Map<String, Since> waiting = new HashMap<>();

    /** Those of one kind that are in no entry yet. */
    private static final class Since {
        private long count;
        private String address = "";
        private String agent = "";
    }

    public RefusedRequests(AuditLog audit, Later later) {
        this.audit = audit;
        this.later = later;
    }

    /**
     * There was one.
     *
     * @param what it pretended to be
     * @param agent what it says of its program; may be empty
     */
    public synchronized void refused(String what, String address, String agent) {
        boolean first = !waiting.containsKey(what);
        Since since = waiting.computeIfAbsent(what, kind -> new Since());
        since.count++;
        since.address = address;
        since.agent = agent;
        if (first) {
            later.execute(() -> tell(what));
        }
    }

    private void tell(String what) {
        Since since;
        synchronized (this) {
            since = waiting.get(what);
            if (since == null || since.count == 0) {
                waiting.remove(what);
                return;
            }
            waiting.put(what, new Since());
        }
        String how = since.count == 1 ? "" : ", " + since.count + " times; the last one from here";
        later.after(BETWEEN_ENTRIES, () -> tell(what));
        audit.append(Entry.ofProgram(Action.REQUEST_REFUSED)
                .from(since.address, since.agent)
                .because(what + how));
    }
}
