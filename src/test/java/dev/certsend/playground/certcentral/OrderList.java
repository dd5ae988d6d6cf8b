package dev.certsend.playground.certcentral;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code GET /order/certificate}: filters, sort, paging. Without a sort the newest order comes first. */
final class OrderList {

    static final int MOST = 1000;

    private static final Map<String, Comparator<LocalOrder>> SORTS = Map.of(
            "order_id", comparing(LocalOrder::id),
            "date_created", comparing(LocalOrder::createdAt),
            "common_name", comparing(o -> o.certificate().names().commonName().toLowerCase(Locale.ROOT)),
            "status", comparing(LocalOrder::status),
            "validity_years", comparing(o -> 1),
            "product_name", comparing(o -> o.product().title()),
            "valid_till", comparing(o -> o.certificate().validity().till()));

    private final LocalAccount account;
    private @Nullable Selection last;

    /** What was picked last: pages of a long list are asked for one after the other. */
    private record Selection(
            List<LocalOrder> of, Map<String, List<String>> filters, String sort, List<LocalOrder> orders) {
        boolean answers(List<LocalOrder> all, Query query) {
            return of == all
                    && filters.equals(query.filters())
                    && sort.equals(query.first("sort").orElse(""));
        }
    }

    OrderList(LocalAccount account) {
        this.account = account;
    }

    Answer page(Query query) {
        int limit;
        int offset;
        try {
            limit = Math.min(query.number("limit", MOST), MOST);
            offset = query.number("offset", 0);
        } catch (NumberFormatException e) {
            return Answer.error(400, "invalid_value:limit", "limit contains an invalid value.");
        }
        if (limit < 1 || offset < 0) {
            return Answer.error(400, "invalid_value:limit", "limit contains an invalid value.");
        }
        List<LocalOrder> orders = select(query);
        ObjectNode json = Answer.JSON.createObjectNode();
        ArrayNode items = json.putArray("orders");
        orders.stream().skip(offset).limit(limit).forEach(order -> items.add(OrderJson.of(order, account.today())));
        json.putObject("page").put("total", orders.size()).put("limit", limit).put("offset", offset);
        return Answer.json(200, json);
    }

    private synchronized List<LocalOrder> select(Query query) {
        List<LocalOrder> all = account.newestFirst();
        if (last == null || !last.answers(all, query)) {
            last = new Selection(all, query.filters(), query.first("sort").orElse(""), pick(all, query));
        }
        return last.orders();
    }

    private static List<LocalOrder> pick(List<LocalOrder> all, Query query) {
        OrderFilter filter = new OrderFilter(query.filters());
        Comparator<LocalOrder> order = null;
        for (String key : query.first("sort").orElse("").split(",", -1)) {
            Comparator<LocalOrder> next = comparator(key.strip());
            if (next != null) {
                order = order == null ? next : order.thenComparing(next);
            }
        }
        List<LocalOrder> picked = all.stream().filter(filter).toList();
        return order == null ? picked : picked.stream().sorted(order).toList();
    }

    private static @Nullable Comparator<LocalOrder> comparator(String key) {
        boolean down = key.startsWith("-");
        Comparator<LocalOrder> sort = SORTS.get(key.replaceFirst("^[-+ ]", ""));
        return down ? Objects.requireNonNullElse(sort, SORTS.get("order_id")).reversed() : sort;
    }
}
