package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.certcentral.OrderPage;
import dev.certsend.certcentral.Validation;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the mirror from CertCentral. */
public final class MirrorSync {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorSync.class);

    private final CertCentralClient certCentral;
    private final Jdbi jdbi;
    private final OrderStore orders;

    public MirrorSync(Jdbi jdbi, CertCentralClient certCentral, OrderStore orders) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
        this.orders = orders;
    }

    /** What a sync found: orders read, orders it could not read, orders no longer there. */
    public record Result(long read, long unreadable, int gone) {}

    /**
     * Reads every page, one at a time. An order that can't be read is counted and left as the mirror has it. Orders that are
     * gone are marked only when as many were read as CertCentral says there are: an answer that breaks off loses nothing.
     *
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral stopped answering; the pages read so far are kept
     */
    public Result full() {
        Instant since = orders.now();
        long read = 0;
        long unreadable = 0;
        boolean whole = true;
        List<Long> there = new ArrayList<>();
        OptionalLong offset = OptionalLong.of(0);
        while (offset.isPresent()) {
            OrderPage page = certCentral.orders(offset.getAsLong(), CertCentralClient.MOST_ORDERS);
            jdbi.useTransaction(transaction -> orders.write(
                    transaction, page.orders().stream().map(MirrorSync::order).toList()));
            there.addAll(page.orders().stream().map(CertCentralOrder::id).toList());
            read += page.orders().size();
            unreadable += page.unreadable().count();
            if (page.unreadable().count() > 0) {
                LOG.warn(
                        "{} orders could not be read, the first: {}",
                        page.unreadable().count(),
                        page.unreadable().firstReason());
            }
            offset = page.nextOffset();
            whole &= offset.isPresent()
                    || (page.total().isPresent()
                            && read + unreadable >= page.total().getAsLong());
        }
        int gone = whole && unreadable == 0 && read > 0
                ? jdbi.inTransaction(transaction -> orders.markGone(transaction, 0, Long.MAX_VALUE, there, since))
                : 0;
        LOG.info("mirror: {} orders read, {} unreadable, {} gone", read, unreadable, gone);
        return new Result(read, unreadable, gone);
    }

    private static Order order(CertCentralOrder read) {
        CertCentralOrder.Certificate certificate = read.certificate();
        String commonName = certificate.commonName() == null ? "" : certificate.commonName();
        Set<String> names = Stream.concat(Stream.of(commonName), certificate.dnsNames().stream())
                .map(name -> name.toLowerCase(Locale.ROOT).strip())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Validation validation = read.product().validation();
        // CertCentral's "issued" includes what has expired since.
        boolean expired = read.status().equals("issued")
                && certificate.validTill() != null
                && certificate.validTill().isBefore(LocalDate.now(ZoneOffset.UTC));
        String status = expired ? "expired" : read.status();
        return new Order(
                read.id(),
                certificate.id(),
                status,
                commonName,
                List.copyOf(names),
                certificate.serialNumber(),
                certificate.validFrom(),
                certificate.validTill(),
                read.createdAt(),
                read.owner().organization(),
                read.owner().container(),
                read.product().nameId(),
                read.product().name(),
                validation == null ? null : validation.code(),
                read.copies().duplicates(),
                read.copies().reissues());
    }
}
