package dev.certsend.orders;

/**
 * A place in a list, beside an order.
 *
 * @param sendable in which half of the list the order was
 * @param forward whether what is behind the order is wanted, or what is before it
 */
public record Position(long orderId, boolean sendable, boolean forward) {}
