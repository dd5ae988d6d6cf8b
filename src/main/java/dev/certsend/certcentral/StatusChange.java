package dev.certsend.certcentral;

/**
 * An order whose status changed.
 *
 * @param status the new one, CertCentral's own word; empty if it could not be read
 */
public record StatusChange(long orderId, String status) {}
