package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.Outcome;
import dev.certsend.orders.Order;
import dev.certsend.text.OneLine;
import dev.certsend.text.Words;
import java.util.Map;

/**
 * By CertCentral's own e-mail: the certificate is checked as if it were to leave here, then CertCentral writes and sends.
 * It decides on sender, attachment and download page; ours is the custom message.
 */
final class CertCentralCarrier implements Carrier {
    private static final int MOST_NAME = 80;

    private final Ledger ledger;
    private final LetterDesk desk;
    private final CertCentralClient certCentral;
    private final RetryPolicy policy;

    CertCentralCarrier(Ledger ledger, LetterDesk desk, CertCentralClient certCentral, RetryPolicy policy) {
        this.ledger = ledger;
        this.desk = desk;
        this.certCentral = certCentral;
        this.policy = policy;
    }

    @Override
    public Ending carry(Order order, Attempt attempt) throws WrongCertificate, LetterDesk.NotYet {
        Send send = attempt.send();
        desk.check(order, send);
        String message = message(send, desk.workspace());
        try {
            certCentral.sendEmail(
                    send.certificateId(),
                    attempt.delivery().recipient(),
                    send.mode().value(),
                    message,
                    () -> ledger.beforeDot(attempt));
            return Ending.of(Outcome.of(Outcome.Kind.ACCEPTED, "CertCentral took it on"), attempt, policy);
        } catch (CertCentralFault e) {
            Words words = send.words();
            Outcome outcome = Outcome.of(kind(e), String.valueOf(e.getMessage()));
            return Ending.of(outcome, told(e, words), attempt, policy);
        }
    }

    /** What CertCentral has against a recipient only itself can say. */
    private static String told(CertCentralFault fault, Words words) {
        if (fault.kind() == CertCentralFault.Kind.REFUSED && !fault.said().isEmpty()) {
            return words.say("certcentral.refused", Map.of("said", fault.said()));
        }
        return words.say(FaultWords.of(fault.kind()));
    }

    private static Outcome.Kind kind(CertCentralFault fault) {
        return switch (fault.kind()) {
            case UNCERTAIN -> Outcome.Kind.UNCERTAIN;
            case UNREACHABLE, RATE_LIMITED -> Outcome.Kind.RELAY_DOWN;
            // An error of its own, or a key without the right, may be about this order alone.
            case BUSY, KEY_REFUSED, UNREADABLE, NOT_ISSUED -> Outcome.Kind.DEFERRED;
            case NOT_FOUND, REFUSED -> Outcome.Kind.REJECTED;
        };
    }

    /** Who asks for it, and what they say, told apart by the bar before each line of theirs. */
    static String message(Send send, String workspace) {
        Words words = send.words();
        String person = OneLine.of(send.requesterName(), MOST_NAME);
        StringBuilder text = new StringBuilder(words.say(
                "carrier.asked",
                Map.of(
                        "person", person,
                        "workspace", OneLine.of(workspace, MOST_NAME),
                        "order", Long.toString(send.orderId()))));
        if (!send.message().isEmpty()) {
            text.append("\n\n").append(words.say("carrier.message", Map.of("person", person)));
            send.asked(workspace).messageLines().forEach(line -> text.append("\n| ")
                    .append(line));
        }
        return text.toString();
    }
}
