package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.orders.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would leave if a send were taken on now. */
public final class LetterPreview {
    private final LetterDesk desk;
    private final @Nullable EmailAddress sender;

    /** @param sender of our letters; null where CertCentral writes and sends them */
    LetterPreview(LetterDesk desk, @Nullable EmailAddress sender) {
        this.desk = desk;
        this.sender = sender;
    }

    /**
     * A letter of ours, or what CertCentral's quotes.
     *
     * @param letter null where CertCentral writes it
     * @param quoted empty where we do
     */
    public record Seen(@Nullable Letter letter, String quoted) {}

    /**
     * The letter of the first recipient; while there is none, it is addressed to the sender.
     *
     * @throws LetterDesk.NotSendable it could not be written
     */
    public Seen of(Order order, Send send, List<EmailAddress> recipients) throws LetterDesk.NotSendable {
        try {
            if (sender == null) {
                desk.check(order, send);
                return new Seen(null, CertCentralCarrier.message(send, desk.workspace()));
            }
            return new Seen(desk.preview(order, send, sender, recipients), "");
        } catch (WrongCertificate e) {
            throw new LetterDesk.NotSendable(e.getMessage(), send.words().say(FaultWords.of(e.reason())));
        } catch (CertCentralFault e) {
            throw new LetterDesk.NotSendable(e.getMessage(), send.words().say(FaultWords.of(e.kind())));
        } catch (LetterDesk.NotYet e) {
            throw new LetterDesk.NotSendable(e.getMessage(), send.words().say("delivery.slack_silent"));
        }
    }
}
