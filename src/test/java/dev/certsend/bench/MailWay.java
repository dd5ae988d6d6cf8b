package dev.certsend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** A way of sending letters over four kept connections. */
interface MailWay extends AutoCloseable {
    int CONNECTIONS = 4;

    /** Sends until there are no more, and returns when the server has answered all of them. */
    void send(MailQuota quota) throws InterruptedException;

    /** How many bytes one of its letters has. */
    int letterBytes();

    @Override
    void close();

    /**
     * Sends from several threads, each waiting for the answer before it takes the next.
     *
     * @param sendOne empty if the letter with this number was accepted, else why not
     */
    static void fromThreads(int count, MailQuota quota, LongFunction<String> sendOne) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> oneAfterTheOther(quota, sendOne), "sender-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void oneAfterTheOther(MailQuota quota, LongFunction<String> sendOne) {
        long number;
        while ((number = quota.next()) != MailQuota.NONE) {
            try {
                String fault = sendOne.apply(number);
                if (fault.isEmpty()) {
                    quota.accepted();
                } else {
                    quota.failed(fault);
                }
            } catch (RuntimeException fault) {
                quota.failed(fault.toString());
            }
        }
    }
}
