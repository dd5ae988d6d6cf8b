package dev.certsend.playground;

import dev.certsend.playground.slack.PageLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The main job in one command: {@code mvn -q test-compile exec:java}, then open the address it prints. */
public final class Playground {
    /** Enough that an order has to be looked for. */
    private static final int ORDERS = 10_000;

    private Playground() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> given = new HashMap<>(System.getenv());
        // As the program has it by itself; stories have none.
        given.putIfAbsent("SEND_DELAY", "10s");
        World world = new World(given, ORDERS).start();
        if (world.hasLocalCertCentral()) {
            world.filled();
        }
        List<PageLink> links = new ArrayList<>();
        if (world.hasLocalMail()) {
            links.add(new PageLink("Inbox", URI.create(world.mail().inboxUrl())));
        }
        String open = world.hasLocalSlack() ? world.slack().uiUrl().toString() : "your Slack workspace";
        if (world.hasLocalSlack()) {
            world.slack().links(links);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(world::close, "stop"));
        System.out.printf(
                "%n  cert-send is running. Open %s and type /cert-send or /cert-orders%n  Stop it with Ctrl-C.%n%n",
                open);
        new CountDownLatch(1).await();
    }
}
