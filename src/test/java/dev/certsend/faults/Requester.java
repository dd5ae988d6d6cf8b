package dev.certsend.faults;

import java.util.concurrent.CountDownLatch;

/** A process that takes sends on, says so, and waits to be killed. */
public final class Requester {
    /** What it says. */
    static final String DONE = "taken on";

    private Requester() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the database's address, team, channel, what tells its addresses from others', and how many deliveries
     */
    public static void main(String[] arguments) throws InterruptedException {
        Tables tables = Tables.of(arguments[0]);
        Requests.Channel channel = new Requests.Channel(arguments[1], arguments[2]);
        new Requests(channel, tables, arguments[3]).take(Integer.parseInt(arguments[4]));
        System.out.println(DONE);
        new CountDownLatch(1).await();
    }
}
