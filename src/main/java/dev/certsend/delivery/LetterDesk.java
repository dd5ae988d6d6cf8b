package dev.certsend.delivery;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.letter.CertificateLetter;
import dev.certsend.letter.Mode;
import dev.certsend.link.NewLink;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderStore;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a letter is written: looks the order up once more, has its certificate checked, and renders. */
public final class LetterDesk {
    private final OrderStore orders;
    private final Certificates certificates;
    private final Copies copies;
    private final URI publicUrl;
    private final Supplier<Optional<String>> workspaceName;

    LetterDesk(
            OrderStore orders,
            Certificates certificates,
            Copies copies,
            URI publicUrl,
            Supplier<Optional<String>> workspaceName) {
        this.orders = orders;
        this.certificates = certificates;
        this.copies = copies;
        this.publicUrl = publicUrl;
        this.workspaceName = workspaceName;
    }

    /** A letter, and the link that stands in it where the mode has one. */
    record Written(Letter letter, @Nullable NewLink link) {}

    /** The order changed between the submission and now; the message is for the log. */
    public static final class NotSendable extends Exception {
        private static final long serialVersionUID = 1;
        private final String told;

        NotSendable(@Nullable String reason, String told) {
            super(reason);
            this.told = told;
        }

        /** The same for people. */
        public String told() {
            return told;
        }
    }

    /** Slack has not told us yet whose workspace this is; a letter names it. */
    static final class NotYet extends Exception {
        private static final long serialVersionUID = 1;

        NotYet() {
            super("the workspace's name is not known yet");
        }
    }

    Written write(Order order, Send send, Delivery delivery, EmailAddress sender) throws WrongCertificate, NotYet {
        NewLink link =
                send.mode() == Mode.DOWNLOADLINK ? NewLink.lasting(send.terms().lifetime()) : null;
        CertificateLetter.Page page = link == null ? null : page(link.under(publicUrl), link.expiresAt(), send);
        EmailAddress to = EmailAddress.of(delivery.recipient());
        return new Written(letter(order, send, delivery.deliveryId(), to, sender, page), link);
    }

    private static CertificateLetter.Page page(URI url, Instant until, Send send) {
        return new CertificateLetter.Page(url, until, send.terms().mostDownloads());
    }

    private Letter letter(
            Order order,
            Send send,
            UUID deliveryId,
            EmailAddress to,
            EmailAddress sender,
            CertificateLetter.@Nullable Page page)
            throws WrongCertificate, NotYet {
        CertificateChain chain = check(order, send);
        return new CertificateLetter(send.asked(workspace()), deliveryId, to, chain, page).from(sender);
    }

    /**
     * The letter as it would leave now. Its link leads nowhere: the real one is made when it is sent.
     *
     * @param recipients of whom the first one's is shown; while there is none, it is addressed to the sender
     */
    Letter preview(Order order, Send send, EmailAddress sender, List<EmailAddress> recipients)
            throws WrongCertificate, NotYet {
        EmailAddress to = recipients.isEmpty() ? sender : recipients.get(0);
        Instant until = Instant.now().plus(send.terms().lifetime());
        CertificateLetter.Page page =
                send.mode() == Mode.DOWNLOADLINK ? page(publicUrl.resolve("/d/made-when-sent"), until, send) : null;
        return letter(order, send, send.sendId(), to, sender, page);
    }

    /** The send's certificate with its chain: it is the order's, in date and whole. */
    CertificateChain check(Order order, Send send) throws WrongCertificate {
        return certificates.of(order, send.certificateId());
    }

    /** The workspace's name. */
    String workspace() throws NotYet {
        return workspaceName.get().orElseThrow(NotYet::new);
    }

    /** Asks for the orders of all of them together. */
    void prepare(List<Attempt> attempts) {
        Map<Long, Order> found = new HashMap<>();
        List<Long> ids = attempts.stream()
                .map(attempt -> attempt.send().orderId())
                .distinct()
                .toList();
        orders.find(ids).forEach(order -> found.put(order.orderId(), order));
        for (Attempt attempt : attempts) {
            Order order = found.get(attempt.send().orderId());
            if (order != null) {
                attempt.found(order);
            }
        }
    }

    /** The order as it is now; asked at every attempt, because it may be revoked while a letter waits. */
    Order sendable(Attempt attempt) throws NotSendable {
        Send send = attempt.send();
        Optional<Order> order = attempt.order().or(() -> orders.find(send.orderId()));
        Map<String, String> named = Map.of("order", Long.toString(send.orderId()));
        if (order.isEmpty()) {
            throw new NotSendable("order unknown", send.words().say("send.error.order.unknown", named));
        }
        Optional<Order.Obstacle> obstacle = order.get().obstacle(LocalDate.now(ZoneOffset.UTC));
        if (obstacle.isPresent()) {
            throw new NotSendable(
                    obstacle.get().text(), send.words().say(obstacle.get().words(), named));
        }
        mustBeSendable(order.get(), send);
        return order.get();
    }

    /** The mirror knows the primary certificate only; of any other CertCentral is asked whether it is still good. */
    private void mustBeSendable(Order order, Send send) throws NotSendable {
        if (Long.valueOf(send.certificateId()).equals(order.certificateId())) {
            return;
        }
        copies.learn(order);
        boolean sendable = copies.find(order.orderId(), send.certificateId())
                .filter(copy -> copy.sendable(LocalDate.now(ZoneOffset.UTC)))
                .isPresent();
        if (!sendable) {
            throw new NotSendable("certificate not sendable", send.words().say("send.error.certificate"));
        }
    }
}
