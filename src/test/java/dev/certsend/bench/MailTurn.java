package dev.certsend.bench;

/**
 * What one contestant did in one turn.
 *
 * @param accepted letters that it takes for accepted
 * @param fault why the first of the failed ones failed; empty if none
 * @param cpuMillis CPU time of the contestant's process
 */
record MailTurn(long accepted, long failed, String fault, double seconds, double cpuMillis) {

    double perSecond() {
        return accepted / seconds;
    }

    /** In milliseconds. */
    double cpuEach() {
        return cpuMillis / accepted;
    }
}
