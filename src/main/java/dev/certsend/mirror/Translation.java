package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.certcentral.Validation;
import dev.certsend.orders.Order;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CertCentral's orders as the mirror has them. */
final class Translation {
    private Translation() {}

    static List<Order> orders(Collection<CertCentralOrder> read) {
        return read.stream().map(Translation::order).toList();
    }

    static Order order(CertCentralOrder read) {
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
