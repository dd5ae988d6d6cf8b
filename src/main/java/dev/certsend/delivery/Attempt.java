package dev.certsend.delivery;

import dev.certsend.link.NewLink;
import dev.certsend.orders.Order;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker's turn at one delivery. Its letter is the one an earlier attempt kept, or the one written in this. */
final class Attempt {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Send send;
    private final Delivery delivery;
    private final byte @Nullable [] kept;
    private final long takenAt = System.nanoTime();
    private volatile @Nullable Order order;
    private volatile byte @Nullable [] written;
    private volatile @Nullable NewLink link;
    private volatile boolean answered;
    private volatile boolean mayHaveLeft;

    /** @param kept the letter as it left, or would have, before; null where none was written yet */
    Attempt(Send send, Delivery delivery, byte @Nullable [] kept) {
        this.send = send;
        this.delivery = delivery;
        this.kept = kept;
    }

    Send send() {
        return send;
    }

    Delivery delivery() {
        return delivery;
    }

    /** The order as it was when it was taken. */
    void found(Order taken) {
        order = taken;
    }

    /** The order as it was a moment ago; empty where it has to be asked for. */
    Optional<Order> order() {
        return System.nanoTime() - takenAt < A_MOMENT.toNanos() ? Optional.ofNullable(order) : Optional.empty();
    }

    /** The letter as an earlier attempt kept it. */
    byte @Nullable [] kept() {
        return kept;
    }

    /** The letter is written: it is kept from the next commit on, and with it the link that stands in it. */
    void wrote(byte[] letter, @Nullable NewLink newLink) {
        written = Packed.pack(letter);
        link = newLink;
    }

    /** The letter to be kept, packed; null where there is none, or it is kept already. */
    byte @Nullable [] written() {
        return written;
    }

    /** The link that stands in {@link #written}. */
    @Nullable
    NewLink link() {
        return link;
    }

    /** Its final dot may be sent from now on. */
    void markLeaving() {
        mayHaveLeft = true;
    }

    boolean mayHaveLeft() {
        return mayHaveLeft;
    }

    /** The mail server, or CertCentral, has said what it makes of this letter: it is there, and takes some. */
    void markAnswered() {
        answered = true;
    }

    boolean answered() {
        return answered;
    }
}
