package dev.certsend.delivery;

import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.Outcome;
import dev.certsend.orders.Order;

/** A way by which certificates leave the house. */
interface Carrier {
    /** For letters that were taken on while there was a mail server: they wait until there is one again. */
    Carrier NO_RELAY = (order, attempt) -> attempt.ended(
            Outcome.of(Outcome.Kind.RELAY_REFUSES_US, "no mail server is set: see SMTP_URL and MAIL_FROM"));

    /**
     * Has the certificate checked and sends it to the delivery's recipient; right before the moment from which on it may
     * have arrived, {@link Deliveries#aboutToDot} is written.
     *
     * @param order as it is now, found fit to send
     * @throws WrongCertificate what CertCentral gave must not leave, and nothing did
     * @throws LetterDesk.NotYet something that the letter says is not known yet
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral did not give the certificate, and nothing left
     */
    Ending carry(Order order, Deliveries.Attempt attempt) throws WrongCertificate, LetterDesk.NotYet;
}
