package dev.certsend.delivery;

import dev.certsend.certificate.WrongCertificate;
import dev.certsend.orders.Order;

/** A way by which certificates leave the house. */
interface Carrier {
    /**
     * Has the certificate checked and sends it to the delivery's recipient; right before the moment from which on it may
     * have arrived, {@link Ledger#beforeDot} is called.
     *
     * @param order as it is now, found fit to send
     * @throws WrongCertificate what CertCentral gave must not leave, and nothing did
     * @throws LetterDesk.NotYet something that the letter says is not known yet
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral did not give the certificate, and nothing left
     */
    Ending carry(Order order, Attempt attempt) throws WrongCertificate, LetterDesk.NotYet;
}
