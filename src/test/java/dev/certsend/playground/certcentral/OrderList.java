package dev.certsend.playground.certcentral;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** The sorts that are the account's own order, or its reverse. */
    private static final Set<String> BY_NUMBER = Set.of("", "order_id", "-order_id");

    private final LocalAccount account;
    private volatile boolean ignoresFilters;
    private volatile boolean fromTheMiddle;
    private @Nullable Selection last;

    /** What was picked last: pages of a long list are asked for one after the other. */
    private record Selection(long changes, Map<String, List<String>> filters, String sort, List<LocalOrder> orders) {
        boolean answers(long now, Map<String, List<String>> wanted, String wantedSort) {
            return changes == now && filters.equals(wanted) && sort.equals(wantedSort);
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
        OrderBook.Slice slice = slice(query, offset, limit);
        ObjectNode json = Answer.JSON.createObjectNode();
        ArrayNode items = json.putArray("orders");
        slice.orders().forEach(order -> items.add(OrderJson.of(order, account.today())));
        json.putObject("page").put("total", slice.total()).put("limit", limit).put("offset", offset);
        return Answer.json(200, json);
    }

    /** As clients have met it: from now on every filter is overlooked, or none. */
    void ignoreFilters(boolean ignore) {
        ignoresFilters = ignore;
    }

    /** From now on the second half of a list comes first, or not. */
    void fromTheMiddle(boolean middle) {
        fromTheMiddle = middle;
    }

    private OrderBook.Slice slice(Query query, int offset, int limit) {
        Map<String, List<String>> filters = ignoresFilters ? Map.of() : query.filters();
        String sort = query.first("sort").orElse("");
        if (!fromTheMiddle && filters.isEmpty() && BY_NUMBER.contains(sort)) {
            return account.book().slice(sort.equals("order_id"), offset, limit);
        }
        List<LocalOrder> picked = select(filters, sort);
        if (fromTheMiddle) {
            picked = new ArrayList<>(picked);
            Collections.rotate(picked, picked.size() / 2);
        }
        int start = Math.min(offset, picked.size());
        int end = Math.min(start + limit, picked.size());
        return new OrderBook.Slice(picked.subList(start, end), picked.size());
    }

    private synchronized List<LocalOrder> select(Map<String, List<String>> filters, String sort) {
        long changes = account.book().changes();
        if (last == null || !last.answers(changes, filters, sort)) {
            last = new Selection(changes, filters, sort, pick(filters, sort));
        }
        return last.orders();
    }

    private List<LocalOrder> pick(Map<String, List<String>> filters, String sort) {
        boolean oldestFirst = sort.equals("order_id");
        List<LocalOrder> picked = asked(filters);
        if (picked == null) {
            picked = account.book().pick(oldestFirst, new OrderFilter(filters));
        } else if (oldestFirst) {
            Collections.reverse(picked);
        }
        if (!BY_NUMBER.contains(sort)) {
            picked.sort(comparators(sort));
        }
        return picked;
    }

    /** The orders whose numbers are asked for, newest first; null if there is a filter of another kind. */
    private @Nullable List<LocalOrder> asked(Map<String, List<String>> filters) {
        List<String> ids = filters.getOrDefault("id", List.of());
        if (filters.size() != 1 || ids.isEmpty() || !ids.stream().allMatch(id -> id.matches("\\d{1,18}"))) {
            return null;
        }
        List<LocalOrder> asked = new ArrayList<>();
        ids.stream().distinct().forEach(id -> account.find(id).ifPresent(asked::add));
        asked.sort(comparing(LocalOrder::id).reversed());
        return asked;
    }

    private static Comparator<LocalOrder> comparators(String sort) {
        Comparator<LocalOrder> all = null;
        for (String key : sort.split(",", -1)) {
            Comparator<LocalOrder> next = comparator(key.strip());
            if (next != null) {
                all = all == null ? next : all.thenComparing(next);
            }
        }
        return all == null ? comparing(LocalOrder::id).reversed() : all;
    }

    private static @Nullable Comparator<LocalOrder> comparator(String key) {
        boolean down = key.startsWith("-");
        Comparator<LocalOrder> sort = SORTS.get(key.replaceFirst("^[-+ ]", ""));
        return down ? Objects.requireNonNullElse(sort, SORTS.get("order_id")).reversed() : sort;
    }
}
