package dev.certsend.delivery;

/** The delivery is another worker's by now, or was cancelled, because this one was silent for too long or too slow. */
final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLost() {
        super("the delivery was taken over or cancelled meanwhile");
    }
}
