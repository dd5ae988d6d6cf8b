package dev.certsend.browse;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.Copy;
import dev.certsend.orders.Order;
import dev.certsend.policy.Later;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at one order: at once with what the database knows, and then with what only CertCentral can tell. */
public final class QuickView {
    private static final Logger LOG = LoggerFactory.getLogger(QuickView.class);

    private final Copies copies;
    private final Certificates certificates;

    /** Apart from all that needs only the database and Slack: CertCentral may take half a minute. */
    private final Executor asking = new Later();

    public QuickView(Copies copies, Certificates certificates) {
        this.copies = copies;
        this.certificates = certificates;
    }

    /**
     * What is to be seen.
     *
     * @param copies the order's other certificates that can be sent
     * @param sha256 the primary certificate's fingerprint with colons; null where it is not known
     * @param asked whether CertCentral was asked for what the database does not know
     */
    public record Look(
            Order order, List<Copy> copies, @Nullable String sha256, boolean asked) {}

    /** What the database knows. */
    public Look atOnce(Order order) {
        return new Look(order, sendable(order), kept(order), !needsAsking(order));
    }

    /** The same as soon as CertCentral was asked; what it does not tell stays unknown. */
    public void whole(Order order, Consumer<Look> then) {
        asking.execute(() -> then.accept(whole(order)));
    }

    private Look whole(Order order) {
        if (order.duplicates() || order.reissues()) {
            try {
                copies.learn(order);
            } catch (CertCentralFault e) {
                LOG.warn("the copies of order {} are not known: {}", order.orderId(), e.getMessage());
            }
        }
        return new Look(order, sendable(order), fetched(order), true);
    }

    private List<Copy> sendable(Order order) {
        return isSendable(order) ? copies.sendable(order) : List.of();
    }

    private boolean needsAsking(Order order) {
        return isSendable(order) && (order.duplicates() || order.reissues() || kept(order) == null);
    }

    private @Nullable String kept(Order order) {
        Long certificateId = order.certificateId();
        try {
            Optional<CertificateChain> kept =
                    certificateId == null ? Optional.empty() : certificates.kept(certificateId);
            return kept.map(chain -> chain.facts().sha256Colons()).orElse(null);
        } catch (WrongCertificate e) {
            return null;
        }
    }

    private @Nullable String fetched(Order order) {
        Long certificateId = order.certificateId();
        if (certificateId == null || !isSendable(order)) {
            return null;
        }
        try {
            return certificates.of(order, certificateId).facts().sha256Colons();
        } catch (WrongCertificate | CertCentralFault e) {
            LOG.warn("the certificate of order {} can't be shown: {}", order.orderId(), e.getMessage());
            return null;
        }
    }

    private static boolean isSendable(Order order) {
        return order.sendable(LocalDate.now(ZoneOffset.UTC));
    }
}
