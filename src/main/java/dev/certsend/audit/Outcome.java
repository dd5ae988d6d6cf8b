package dev.certsend.audit;

/** How what an entry tells came out. Its text is what the database holds, and is never renamed. */
public enum Outcome {
    DONE("done"),
    /** Somebody was not allowed to, or what they asked for could not be. */
    REFUSED("refused"),
    /** It was tried and did not succeed, for good. */
    FAILED("failed"),
    /** It will be tried again. */
    DEFERRED("deferred"),
    /** Nobody can know. */
    UNCERTAIN("uncertain");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The key of its words. */
    public String words() {
        return "audit.outcome." + text;
    }
}
