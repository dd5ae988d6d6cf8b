package dev.certsend.orders;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query finds, by looking at every order. */
final class Oracle {
    private final Map<Long, List<String>> texts = new HashMap<>();
    private final Map<Long, List<String>> names = new HashMap<>();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    boolean sendable(Order order) {
        return order.sendable(today);
    }

    LocalDate daysFromToday(int days) {
        return today.plusDays(days);
    }

    List<Order> answer(OrderQuery query, Collection<Order> orders) {
        return orders.stream()
                .filter(order -> query.words().stream()
                        .allMatch(
                                word -> has(texts.computeIfAbsent(order.orderId(), id -> texts(order)).stream(), word)))
                .filter(order -> query.qualifiers().entrySet().stream()
                        .allMatch(asked -> matches(order, asked.getKey(), asked.getValue())))
                .sorted(order(query))
                .toList();
    }

    private boolean matches(Order order, Qualifier qualifier, String value) {
        return switch (qualifier) {
            case STATUS -> List.of(value.split(",", -1)).contains(order.status());
            case TYPE -> Arrays.stream(value.split(",", -1)).anyMatch(type -> type.equals(order.validation()));
            case PRODUCT ->
                order.productNameId() != null
                        && has(
                                Stream.of(order.productNameId(), productName(order))
                                        .map(SearchedText::folded),
                                value);
            case ORG -> has(Stream.ofNullable(order.organization()).map(SearchedText::folded), value);
            case EXPIRES -> within(DayRange.ahead(value, today).orElseThrow(), order.validTill());
            case ISSUED -> within(DayRange.behind(value, today).orElseThrow(), issued(order));
            case SAN -> has(names.computeIfAbsent(order.orderId(), id -> names(order)).stream(), value);
            case SERIAL -> has(Stream.ofNullable(order.serialNumber()).map(SearchedText::folded), value);
            case ORDER -> Long.toString(order.orderId()).startsWith(value);
            case CONTAINER -> has(Stream.ofNullable(order.container()).map(SearchedText::folded), value);
            case SORT -> true;
        };
    }

    private static String productName(Order order) {
        return "Product " + Objects.requireNonNull(order.productNameId()).replace('_', ' ');
    }

    private static boolean within(DayRange days, @Nullable LocalDate day) {
        return day != null && !day.isBefore(days.from()) && !day.isAfter(days.to());
    }

    private static @Nullable LocalDate issued(Order order) {
        if (order.validFrom() != null) {
            return order.validFrom();
        }
        return order.orderedAt() == null ? null : LocalDate.ofInstant(order.orderedAt(), ZoneOffset.UTC);
    }

    private static List<String> texts(Order order) {
        return Stream.of(
                        Stream.of(Long.toString(order.orderId())),
                        names(order).stream(),
                        Stream.ofNullable(order.organization()),
                        Stream.ofNullable(order.serialNumber()))
                .flatMap(texts -> texts)
                .map(SearchedText::folded)
                .distinct()
                .toList();
    }

    private static List<String> names(Order order) {
        return Stream.concat(Stream.of(order.commonName()), order.names().stream())
                .flatMap(name -> Stream.of(name, IDN.toUnicode(name), ascii(name)))
                .map(SearchedText::folded)
                .distinct()
                .toList();
    }

    /** Label by label, since Java's own wants no {@code ß} and no label beyond 63 characters. */
    private static String ascii(String name) {
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            labels.add(label.contains("ß") ? "xn--strae-oqa" : IDN.toASCII(label));
        }
        return String.join(".", labels);
    }

    private static boolean has(Stream<String> texts, String part) {
        return texts.anyMatch(text -> text.contains(part));
    }

    private Comparator<Order> order(OrderQuery query) {
        String unasked = query.value(Qualifier.EXPIRES) == null ? "-issued" : "expires";
        String sort = Objects.requireNonNullElse(query.value(Qualifier.SORT), unasked);
        Comparator<Order> by =
                switch (sort.replace("-", "")) {
                    case "issued" ->
                        Comparator.comparing(
                                order -> Objects.requireNonNullElse(issued(order), LocalDate.of(1970, 1, 1)));
                    case "expires" ->
                        Comparator.comparing(
                                order -> Objects.requireNonNullElse(order.validTill(), LocalDate.of(9999, 12, 31)));
                    default ->
                        Comparator.comparing(
                                order -> order.commonName()
                                        .toLowerCase(Locale.ROOT)
                                        .getBytes(StandardCharsets.UTF_8),
                                Arrays::compareUnsigned);
                };
        by = by.thenComparing(Order::orderId);
        by = sort.startsWith("-") ? by.reversed() : by;
        return Comparator.comparing((Order order) -> !order.sendable(today)).thenComparing(by);
    }
}
