package dev.certsend.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.certsend.bounce.Bounces.Taken;
import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.delivery.DeliveryNews;
import dev.certsend.delivery.Send;
import dev.certsend.mail.BounceAddress;
import dev.certsend.mail.BounceMailbox;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.ImapSettings;
import dev.certsend.mail.Reports;
import dev.certsend.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports that come, by the pipe or in a mailbox, and the deliveries they are about. */
@Timeout(120)
class BouncesTest {
    private static final BounceAddress ADDRESS =
            new BounceAddress(EmailAddress.of("bounces@bounces.example.com"), new Secret("k".repeat(32)));

    private final List<UUID> told = new ArrayList<>();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private boolean failing;
    private EmbeddedPostgres postgres;
    private Database database;
    private Bounces bounces;

    @SuppressWarnings("NullAway.Init")
    BouncesTest() {}

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = new Database(
                DatabaseSettings.parse("postgres://postgres@localhost:" + postgres.getPort() + "/postgres"), 3);
        database.migrate();
        bounces = new Bounces(database.jdbi(), ADDRESS, new Told());
    }

    @AfterEach
    void stop() throws IOException {
        mail.stop();
        database.close();
        postgres.close();
    }

    private final class Told implements DeliveryNews {
        @Override
        public void taken(Handle transaction, Send send) {
            throw new AssertionError("a bounce takes no send on");
        }

        @Override
        public void progressed(Handle transaction, Collection<UUID> sends) {
            for (UUID sendId : sends) {
                assertThat(transaction.isInTransaction()).isTrue();
                if (failing) {
                    throw new IllegalStateException("asked to fail");
                }
                told.add(sendId);
            }
        }
    }

    @Test
    void a_bounce_is_written_down_once_with_its_entry_and_told() {
        UUID delivery = delivery();
        UUID other = delivery();

        assertThat(take(Reports.postfix(ADDRESS.of(delivery).toString(), delivery)))
                .isEqualTo(Taken.BOUNCED);
        assertThat(take(Reports.qmail(ADDRESS.of(delivery).toString(), delivery)))
                .isEqualTo(Taken.AGAIN);

        assertThat(texts("SELECT bounce FROM delivery WHERE bounced_at IS NOT NULL"))
                .singleElement()
                .asString()
                .startsWith("550 5.1.1 <bob@example.org>: Recipient address rejected");
        assertThat(texts(
                        "SELECT delivery_id::text || ' ' || recipient || ' ' || actor_id || ' ' || order_id || ' ' || reason"
                                + " FROM audit_entry WHERE action = 'mail.bounced'"))
                .singleElement()
                .asString()
                .startsWith(delivery + " bob@example.org U1 7 550 5.1.1");
        assertThat(told).hasSize(1);
        assertThat(texts("SELECT state FROM delivery WHERE delivery_id <> '" + other + "'"))
                .containsExactly("accepted");
    }

    @Test
    void the_address_counts_before_the_envelope_id_and_that_before_the_message_id() {
        UUID first = delivery();
        UUID second = delivery();
        take(Reports.postfix(ADDRESS.of(first).toString(), second));
        assertThat(bounced()).containsExactly(first.toString());
        take(Reports.postfix("bounces@bounces.example.com", second));
        assertThat(bounced()).containsExactlyInAnyOrder(first.toString(), second.toString());
        UUID third = delivery();
        take(Reports.postfix("bounces@bounces.example.com", third).replaceAll("Original-Envelope-Id.*\n", ""));
        assertThat(bounced()).hasSize(3).contains(third.toString());
    }

    @Test
    void what_is_about_no_delivery_of_ours_changes_nothing() {
        UUID delivery = delivery();
        String address = ADDRESS.of(delivery).toString();
        String forged = address.substring(0, address.indexOf('.') + 1) + "aaaaaaaa@bounces.example.com";

        assertThat(take(Reports.postfix(ADDRESS.of(Reports.DELIVERY).toString(), Reports.DELIVERY)))
                .isEqualTo(Taken.NOT_OURS);
        assertThat(take(Reports.qmail(forged, delivery))).isEqualTo(Taken.NOT_OURS);
        assertThat(take(Reports.qmail("bounces@bounces.example.com", delivery))).isEqualTo(Taken.NOT_OURS);
        assertThat(take(Reports.outOfOffice(address))).isEqualTo(Taken.NO_BOUNCE);
        assertThat(take(Reports.postfix(address, delivery).replace("Action: failed", "Action: delayed")))
                .isEqualTo(Taken.NO_BOUNCE);
        assertThat(take("")).isEqualTo(Taken.NO_BOUNCE);
        assertThat(bounced()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void a_bounce_that_can_not_be_told_is_not_written_either() {
        UUID delivery = delivery();
        failing = true;
        assertThatThrownBy(() -> take(Reports.postfix(ADDRESS.of(delivery).toString(), delivery)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bounced()).isEmpty();
        assertThat(texts("SELECT action FROM audit_entry")).isEmpty();
        failing = false;
        assertThat(take(Reports.postfix(ADDRESS.of(delivery).toString(), delivery)))
                .isEqualTo(Taken.BOUNCED);
    }

    @Test
    void where_the_letter_was_forwarded_it_says_to_whom() {
        UUID delivery = delivery();
        take(Reports.postfix(ADDRESS.of(delivery).toString(), delivery)
                .replace("Final-Recipient: rfc822; bob@example.org", "Final-Recipient: rfc822; robert@home.example"));
        assertThat(texts("SELECT bounce FROM delivery WHERE bounced_at IS NOT NULL"))
                .singleElement()
                .asString()
                .startsWith("robert@home.example: 550 5.1.1");
    }

    @Test
    void unread_messages_of_the_mailbox_are_taken_and_marked_as_read_and_none_is_deleted() throws Exception {
        GreenMailUser user = mailbox();
        UUID delivery = delivery();
        put(user, Reports.outOfOffice("bounces@bounces.example.com"));
        put(user, Reports.postfix(ADDRESS.of(delivery).toString(), delivery));
        ReadMailbox reading = new ReadMailbox(new BounceMailbox(settings("p%40ss%3Aword")), bounces);

        reading.round();

        assertThat(bounced()).containsExactly(delivery.toString());
        assertThat(unread()).isZero();
        reading.round();
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void a_message_that_fails_does_not_keep_the_others_and_is_left_alone_after_three_tries() throws Exception {
        GreenMailUser user = mailbox();
        UUID doomed = delivery();
        put(user, Reports.postfix(ADDRESS.of(doomed).toString(), doomed));
        put(user, Reports.outOfOffice("bounces@bounces.example.com"));
        ReadMailbox reading = new ReadMailbox(new BounceMailbox(settings("p%40ss%3Aword")), bounces);
        failing = true;

        reading.round();
        assertThat(unread()).isOne();
        reading.round();
        assertThat(unread()).isOne();
        reading.round();
        assertThat(unread()).isZero();
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(bounced()).isEmpty();
    }

    @Test
    void while_the_database_is_silent_every_message_stays_unread() throws Exception {
        GreenMailUser user = mailbox();
        UUID delivery = delivery();
        put(user, Reports.postfix(ADDRESS.of(delivery).toString(), delivery));
        ReadMailbox reading = new ReadMailbox(new BounceMailbox(settings("p%40ss%3Aword")), bounces);
        database.close();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(reading::round).isInstanceOf(RuntimeException.class);
        }
        assertThat(unread()).isOne();
    }

    @Test
    void a_mailbox_that_lets_nobody_in_is_no_fault_of_the_round() throws Exception {
        GreenMailUser user = mailbox();
        put(user, Reports.outOfOffice("bounces@bounces.example.com"));
        new ReadMailbox(new BounceMailbox(settings("wrong")), bounces).round();
        assertThat(unread()).isOne();
    }

    private Taken take(String report) {
        return bounces.take(Reports.bytes(report));
    }

    private GreenMailUser mailbox() {
        mail.start();
        return mail.setUser("bounces@bounces.example.com", "bot", "p@ss:word");
    }

    private ImapSettings settings(String password) {
        return ImapSettings.parse(
                "imap://bot:" + password + "@127.0.0.1:" + mail.getImap().getPort() + "/INBOX?tls=off");
    }

    private static void put(GreenMailUser user, String report) throws MessagingException {
        user.deliver(new MimeMessage((Session) null, new ByteArrayInputStream(Reports.bytes(report))));
    }

    private long unread() throws MessagingException {
        long unread = 0;
        for (Message message : mail.getReceivedMessages()) {
            unread += message.isSet(Flags.Flag.SEEN) ? 0 : 1;
        }
        return unread;
    }

    private List<String> bounced() {
        return texts("SELECT delivery_id::text FROM delivery WHERE bounced_at IS NOT NULL");
    }

    private UUID delivery() {
        UUID delivery = UUID.randomUUID();
        database.jdbi().useHandle(handle -> {
            handle.execute("""
                    INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id, certificate_id,
                        certificate_name, mode, message)
                    VALUES (?, 'T1', ?, 'U1', 'Anna', 'en', 7, 8, 'www.example.com', 'attachment', '')""", delivery, delivery.toString());
            handle.execute("""
                    INSERT INTO delivery (delivery_id, send_id, position, recipient, state, attempt)
                    VALUES (?, ?, 0, 'bob@example.org', 'accepted', 1)""", delivery, delivery);
        });
        return delivery;
    }

    private List<String> texts(String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
