package dev.certsend.bench;

/**
 * What became of one queue full of letters.
 *
 * @param seconds from the commit that put them in until the last outcome was committed; of Postfix, from the first letter
 *     offered until the queue was empty
 * @param untilFirst seconds until the mail server had the first one
 * @param workerMillis CPU time of the workers, or of Postfix
 * @param databaseMillis CPU time of PostgreSQL
 * @param commits transactions that wrote
 * @param walBytes what PostgreSQL wrote ahead
 */
record DeliveryTurn(
        int letters,
        double seconds,
        double untilFirst,
        double workerMillis,
        double databaseMillis,
        long commits,
        long walBytes) {

    /** Of somebody without a database. */
    static DeliveryTurn ofOther(int letters, double seconds, double untilFirst, double cpuMillis) {
        return new DeliveryTurn(letters, seconds, untilFirst, cpuMillis, 0, 0, 0);
    }

    double perSecond() {
        return letters / seconds;
    }
}
