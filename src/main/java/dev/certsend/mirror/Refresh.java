package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.orders.OrderStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job that reads one order anew. Its id is the order number. */
public final class Refresh {
    public static final String KIND = "refresh";

    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;
    private final OrderStore orders;

    public Refresh(Jdbi jdbi, CertCentralClient certCentral, OrderStore orders) {
        this.jdbi = jdbi;
        this.certCentral = certCentral.forSync();
        this.orders = orders;
    }

    /**
     * Reads it and writes it, or marks it gone.
     *
     * @return never again
     * @throws CertCentralFault CertCentral does not tell for now
     */
    public Optional<Instant> run(String id) {
        long orderId = Long.parseLong(id);
        Instant since = orders.now();
        try {
            CertCentralOrder order = certCentral.order(orderId);
            jdbi.useTransaction(transaction -> orders.write(transaction, List.of(Translation.order(order)), since));
        } catch (CertCentralFault fault) {
            switch (fault.kind()) {
                case NOT_FOUND ->
                    jdbi.useTransaction(
                            transaction -> orders.markGone(transaction, orderId, orderId, List.of(), since));
                // Asked again it would be refused again; the next sync reads the order another way.
                case REFUSED, KEY_REFUSED -> LOG.warn("an order could not be read anew: {}", fault.getMessage());
                default -> throw fault;
            }
        }
        return Optional.empty();
    }
}
