package dev.certsend.playground.certcentral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code filters[name]=value}: equal; containing it after a {@code %}; {@code >} or {@code <}; {@code a...b} with both ends included.
 * Names the documentation does not know are ignored.
 */
final class OrderFilter implements Predicate<LocalOrder> {

    private final List<Predicate<LocalOrder>> filters = new ArrayList<>();

    OrderFilter(Map<String, List<String>> filters) {
        filters.forEach((name, wanted) -> this.filters.add(
                name.equals("date_created") ? new CreationFilter(wanted) : order -> matchesAny(order, name, wanted)));
    }

    @Override
    public boolean test(LocalOrder order) {
        for (Predicate<LocalOrder> filter : filters) {
            if (!filter.test(order)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesAny(LocalOrder order, String name, List<String> wanted) {
        List<String> actual = values(order, name).toList();
        boolean known = !actual.isEmpty() || name.equals("domain_name");
        return !known || wanted.stream().anyMatch(w -> actual.stream().anyMatch(a -> matches(w, a)));
    }

    private static Stream<String> values(LocalOrder order, String name) {
        LocalCertificate certificate = order.certificate();
        Names names = certificate.names();
        return switch (name) {
            case "id" -> Stream.of(String.valueOf(order.id()));
            case "status" ->
                order.status().equals("expired") ? Stream.of("issued", "expired") : Stream.of(order.status());
            case "organization_id" ->
                Stream.of(String.valueOf(order.organization().id()));
            case "product_name_id" -> Stream.of(order.product().nameId());
            case "valid_till" ->
                Stream.of(certificate.hasFile() ? certificate.validity().till().toString() : "");
            case "common_name", "search" -> Stream.of(names.commonName());
            case "domain_name" -> Stream.concat(Stream.of(names.commonName()), names.dnsNames().stream());
            case "container_id" -> Stream.of(String.valueOf(order.division().id()));
            case "is_renewed" -> Stream.of(order.has(LocalOrder.Quirk.RENEWED) ? "1" : "0");
            case "disable_renewal_notifications" ->
                Stream.of(order.has(LocalOrder.Quirk.NO_RENEWAL_NOTICES) ? "1" : "0");
            case "certificate_id" -> Stream.of(String.valueOf(certificate.id()));
            case "serial_number" -> Stream.of(certificate.hasFile() ? certificate.serial() : "");
            default -> Stream.empty();
        };
    }

    static boolean matches(String wanted, String actual) {
        int dots = wanted.indexOf("...");
        if (actual.isEmpty()) {
            return wanted.isEmpty();
        }
        if (dots >= 0) {
            return compare(actual, wanted.substring(0, dots)) >= 0 && compare(actual, wanted.substring(dots + 3)) <= 0;
        }
        if (wanted.startsWith(">")) {
            return compare(actual, wanted.substring(1)) > 0;
        }
        if (wanted.startsWith("<")) {
            return compare(actual, wanted.substring(1)) < 0;
        }
        if (wanted.startsWith("%")) {
            return actual.toLowerCase(Locale.ROOT).contains(wanted.substring(1).toLowerCase(Locale.ROOT));
        }
        return actual.equalsIgnoreCase(wanted);
    }

    /** Compares as precisely as the wanted value is written: a day with a day, a second with a second. */
    private static int compare(String actual, String wanted) {
        int length = Math.min(actual.length(), wanted.length());
        return actual.matches("\\d+") && wanted.matches("\\d+")
                ? Long.compare(Long.parseLong(actual), Long.parseLong(wanted))
                : actual.substring(0, length).compareTo(wanted);
    }
}
