package dev.certsend.faults;

import dev.certsend.certificate.Format;
import dev.certsend.confirmation.Confirmations;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Delivering;
import dev.certsend.delivery.DeliverySettings;
import dev.certsend.delivery.RetryPolicy;
import dev.certsend.delivery.Send;
import dev.certsend.delivery.Via;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.mail.EmailAddress;
import dev.certsend.playground.World;
import dev.certsend.policy.Workspace;
import dev.certsend.secret.Secret;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackSettings;
import dev.certsend.text.Language;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes sends on as the form does, by the program's own code. */
final class Requests {
    private static final int MOST_RECIPIENTS = 20;

    private final Tables tables;
    private final Deliveries deliveries;
    private final Channel channel;
    private final String run;
    private int number;

    /** Where its sends are asked for. */
    record Channel(String teamId, String channelId) {
        static Channel of(World world) {
            return new Channel(
                    world.slack().settings().teamId(),
                    world.slack().channel("#certificates").id());
        }
    }

    /** @param run what tells its addresses and views from others' */
    Requests(Channel channel, Tables tables, String run) {
        this.tables = tables;
        this.run = run;
        this.channel = channel;
        deliveries = deliveries(tables);
    }

    /** Of the addresses of this run. */
    static String domain(String run) {
        return run.replace('_', '-') + ".example";
    }

    /** Takes on as many deliveries, at most twenty a send; returns their ids. */
    List<UUID> take(int count) {
        List<UUID> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.addAll(takeSend(Math.min(MOST_RECIPIENTS, count - ids.size())));
        }
        return ids;
    }

    private List<UUID> takeSend(int recipients) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (int i = 0; i < recipients; i++) {
            number++;
            addresses.add(EmailAddress.of("recipient" + number + "@" + domain(run)));
        }
        Send send = send();
        if (!deliveries.request(send, run + number, addresses)) {
            throw new IllegalStateException("the send was taken on before");
        }
        return tables.texts("SELECT delivery_id::text FROM delivery WHERE send_id = ?", send.sendId()).stream()
                .map(UUID::fromString)
                .toList();
    }

    private Send send() {
        return tables.jdbi().withHandle(handle -> handle.createQuery("""
                        SELECT order_id, certificate_id, common_name FROM cert_order
                        WHERE sendable AND product_name_id LIKE 'ssl%' AND valid_till > current_date + 2
                        ORDER BY order_id LIMIT 1""")
                .map((row, context) -> new Send(
                        UUID.randomUUID(),
                        channel.teamId(),
                        "U0FAULTS001",
                        "Fault Finder",
                        Language.ENGLISH,
                        channel.channelId(),
                        null,
                        row.getLong("order_id"),
                        row.getLong("certificate_id"),
                        row.getString("common_name"),
                        Mode.ATTACHMENT,
                        Format.PEM_CHAIN,
                        new LinkTerms(14, null),
                        "",
                        null,
                        Instant.now()))
                .one());
    }

    private static Deliveries deliveries(Tables tables) {
        SlackClient unused = new SlackClient(
                new SlackSettings(new Secret("xoxb-none"), new Secret("none"), URI.create("http://localhost:9/api/")));
        RetryPolicy retries = new RetryPolicy(List.of(Duration.ofSeconds(1)), Duration.ofHours(1), false);
        return new Delivering(
                        tables.jdbi(),
                        new Workspace(unused),
                        null,
                        new DeliverySettings(14, Via.SMTP, false, null, Duration.ZERO, retries),
                        new Confirmations(false))
                .deliveries();
    }
}
