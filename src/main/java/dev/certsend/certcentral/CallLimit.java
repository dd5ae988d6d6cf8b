package dev.certsend.certcentral;

import java.time.Duration;

/** Keeps our calls below the number that CertCentral allows a key. */
public interface CallLimit {

    /** No limit of ours: for a single call beside the program, which a limit must not keep from CertCentral. */
    CallLimit NONE = new CallLimit() {
        @Override
        public void pass(Urgency urgency) {}

        @Override
        public void quiet(Duration span) {}
    };

    /** Who waits for the answer. */
    enum Urgency {
        /** Somebody does: may use all that CertCentral allows. */
        PERSON,
        /** Nobody does: leaves a tenth of it to people. */
        SYNC
    }

    /**
     * Returns when one more call may be made, and counts it. It may wait, so never call it inside a transaction.
     *
     * @throws CertCentralFault a person would wait too long (rate limited), or the thread was interrupted (unreachable)
     */
    void pass(Urgency urgency);

    /** CertCentral refused a call for there being too many: nobody is to pass for so long from now. */
    void quiet(Duration span);
}
