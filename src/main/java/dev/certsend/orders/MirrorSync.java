package dev.certsend.orders;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.certcentral.OrderPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the mirror from CertCentral. */
public final class MirrorSync {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorSync.class);
    private static final int PAGE = 1000;

    private final CertCentralClient certCentral;
    private final OrderStore orders;

    public MirrorSync(CertCentralClient certCentral, OrderStore orders) {
        this.certCentral = certCentral;
        this.orders = orders;
    }

    /** What a sync found: orders read, orders it could not read, orders no longer there. */
    public record Result(long read, long unreadable, int gone) {}

    /**
     * Reads every page, one at a time. An order that can't be read is counted and left as the mirror has it; orders that
     * are gone are marked only when every page was whole.
     *
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral stopped answering; the pages read so far are kept
     */
    public Result full() {
        Instant since = orders.now();
        long read = 0;
        long unreadable = 0;
        for (long offset = 0; ; offset += PAGE) {
            OrderPage page = certCentral.orders(offset, PAGE);
            orders.upsert(page.orders().stream().map(MirrorSync::order).toList());
            read += page.orders().size();
            unreadable += page.unreadable().count();
            if (page.unreadable().count() > 0) {
                LOG.warn("{} orders could not be read, the first: {}", page.unreadable().count(), page.unreadable().firstReason());
            }
            if (offset + PAGE >= page.total()) {
                break;
            }
        }
        int gone = unreadable == 0 ? orders.markGone(since) : 0;
        LOG.info("mirror: {} orders read, {} unreadable, {} gone", read, unreadable, gone);
        return new Result(read, unreadable, gone);
    }

    private static Order order(CertCentralOrder read) {
        Set<String> names = new LinkedHashSet<>();
        List<String> all = new ArrayList<>(List.of(read.commonName()));
        all.addAll(read.dnsNames());
        all.stream().map(name -> name.toLowerCase(Locale.ROOT).strip()).filter(name -> !name.isEmpty()).forEach(names::add);
        return new Order(
                read.id(),
                read.certificateId(),
                read.status(),
                read.commonName(),
                List.copyOf(names),
                read.serialNumber(),
                read.validFrom(),
                read.validTill(),
                read.dateCreated(),
                read.organization(),
                read.container(),
                read.productNameId(),
                read.productName(),
                read.validation());
    }
}
