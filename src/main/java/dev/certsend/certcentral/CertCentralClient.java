package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.certcentral.CallLimit.Urgency;
import dev.certsend.certcentral.Exchange.Call;
import dev.certsend.certcentral.Exchange.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Client of the Services API v2. Each method makes one call and throws {@link CertCentralFault} for whatever is not
 * its answer. Safe for use by many threads.
 */
public final class CertCentralClient {

    /** The most orders CertCentral puts on one page. */
    public static final int MOST_ORDERS = 1000;

    /** The most orders asked for by their ids: more would make the longest line of a request that gateways take. */
    public static final int MOST_IDS = 100;

    /** As far back as CertCentral tells of changes: 10,080 minutes. */
    public static final Duration LONGEST_CHANGES = Duration.ofDays(7);

    private static final String JSON = "application/json";
    private static final long KILOBYTE = 1024;

    /** A thousand orders with all the names an order may have. */
    private static final long PAGE_LIMIT = 64 * KILOBYTE * KILOBYTE;

    private static final long ORDER_LIMIT = 4 * KILOBYTE * KILOBYTE;
    private static final long CERTIFICATE_LIMIT = 256 * KILOBYTE;

    private final Exchange exchange;

    /** Its calls are people's: they pass before those of {@link #forSync()}. */
    public CertCentralClient(CertCentralSettings settings, CallLimit limit) {
        this(new Exchange(settings, limit, Urgency.PERSON));
    }

    private CertCentralClient(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The same client for calls nobody waits for, which leave room for people's. */
    public CertCentralClient forSync() {
        return new CertCentralClient(exchange.with(Urgency.SYNC));
    }

    /**
     * One page of all orders of the account, oldest first, so that new orders do not shift pages while they are read.
     *
     * @param limit 1 to {@value #MOST_ORDERS}
     */
    public OrderPage orders(long offset, int limit) {
        return page("orders from " + offset, "", offset, limit);
    }

    /**
     * One page of the orders created on this day (UTC) or later, oldest first. Clients have met filters that CertCentral
     * ignores: earlier orders are left in, since a page without them would not say where the next one begins.
     *
     * @param limit 1 to {@value #MOST_ORDERS}
     */
    public OrderPage ordersSince(LocalDate day, long offset, int limit) {
        // Whether "after a day" includes that day is not documented; after the day before certainly does.
        String filter = "filters%5Bdate_created%5D=%3E" + day.minusDays(1) + "&";
        return page("orders since " + day + " from " + offset, filter, offset, limit);
    }

    /**
     * These orders, as far as CertCentral lists them. One that isn't in the answer may still exist, since the filter may
     * be ignored and the answer be the first {@value #MOST_ORDERS} orders of the account: only {@link #order} tells.
     *
     * @param orderIds 1 to {@value #MOST_IDS}
     */
    public OrderPage ordersOf(Collection<Long> orderIds) {
        Set<Long> ids = new LinkedHashSet<>(orderIds);
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("no call asks for %d orders".formatted(ids.size()));
        }
        StringBuilder filters = new StringBuilder();
        int index = 0;
        for (long id : ids) {
            filters.append("filters%5Bid%5D%5B")
                    .append(index)
                    .append("%5D=")
                    .append(id)
                    .append('&');
            index++;
        }
        return page(ids.size() + " orders", filters.toString(), 0, MOST_ORDERS).only(ids);
    }

    /**
     * What changed its status within this span up to now, in no particular order. An order may be there more than once.
     *
     * @param span more than nothing, at most {@link #LONGEST_CHANGES}; counted in minutes, rounded up
     */
    public List<StatusChange> statusChanges(Duration span) {
        if (span.isNegative() || span.isZero() || span.compareTo(LONGEST_CHANGES) > 0) {
            throw new IllegalArgumentException("no changes are told for " + span);
        }
        long minutes = span.plusMinutes(1).minusNanos(1).toMinutes();
        String path = "/order/certificate/status-changes?minutes=" + minutes;
        return read(new Call("changes of " + minutes + " min", path, JSON, PAGE_LIMIT), OrderReading::changes);
    }

    /** The certificates that were issued beside the order's primary one and are as good as it; those it can't read are left out. */
    public List<OrderCopy> duplicates(long orderId) {
        String path = "/order/certificate/" + orderId + "/duplicate";
        return read(new Call("duplicates of order " + orderId, path, JSON, ORDER_LIMIT), OrderReading::copies);
    }

    /** The order's certificates by reissue, the past ones and perhaps the present one; those it can't read are left out. */
    public List<OrderCopy> reissues(long orderId) {
        String path = "/order/certificate/" + orderId + "/reissue";
        return read(new Call("reissues of order " + orderId, path, JSON, ORDER_LIMIT), OrderReading::copies);
    }

    public CertCentralOrder order(long orderId) {
        return read(
                new Call("order " + orderId, "/order/certificate/" + orderId, JSON, ORDER_LIMIT), OrderReading::order);
    }

    /** Leaf, intermediates and root in PEM, as sent: unchecked, with any line ends and in any order. */
    public String certificatePem(long certificateId) {
        String path = "/certificate/" + certificateId + "/download/format/pem_all";
        Call call = new Call("certificate " + certificateId, path, "*/*", CERTIFICATE_LIMIT);
        String pem = new String(exchange.bytes(call), StandardCharsets.UTF_8);
        if (!pem.contains("-----BEGIN ")) {
            throw exchange.unreadable(call, "the answer is no PEM");
        }
        return pem;
    }

    /**
     * Has CertCentral itself send a certificate by e-mail, and returns when it has taken that on. It tells nothing of each
     * address's fate, hence one address per call.
     *
     * @param format {@code attachment}, {@code plaintext} or {@code downloadlink}
     * @param message plain text that stands in the mail; none where empty
     * @param beforeSending runs at the last moment at which the mail can't have been sent; what it throws comes out of
     *     here, and nothing is sent
     * @throws CertCentralFault where it is {@link CertCentralFault.Kind#UNCERTAIN}, the mail may be under way
     */
    public void sendEmail(long certificateId, String email, String format, String message, Runnable beforeSending) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("emails").add(email);
        body.put("certificate_collect_format", format);
        if (!message.isEmpty()) {
            body.put("custom_message", message);
        }
        String path = "/certificate/" + certificateId + "/sendemail";
        Call call = new Call("e-mail of certificate " + certificateId, path, JSON, ORDER_LIMIT);
        exchange.change(new Change(call, "PUT", body, beforeSending));
    }

    /** The texts of the order's notes, in no particular order; those it can't read are left out. */
    public List<String> notes(long orderId) {
        return read(notesOf(orderId), OrderReading::notes);
    }

    /**
     * Adds a note to the order; called twice, it adds two.
     *
     * @param beforeSending as with {@link #sendEmail}
     * @throws CertCentralFault where it is {@link CertCentralFault.Kind#UNCERTAIN}, the note may be there
     */
    public void addNote(long orderId, String text, Runnable beforeSending) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", text);
        exchange.change(new Change(notesOf(orderId), "POST", body, beforeSending));
    }

    private static Call notesOf(long orderId) {
        return new Call("notes of order " + orderId, "/order/certificate/" + orderId + "/note", JSON, ORDER_LIMIT);
    }

    /** The key's account: the cheapest way to learn whether a key is good. */
    public Account account() {
        return read(new Call("account", "/account", JSON, ORDER_LIMIT), answer -> {
            Json account = Json.object(answer);
            Long id = account.number("id");
            if (id == null) {
                throw new UnreadableJson("id", answer.path("id"));
            }
            return new Account(id, account.text("primary_organization_name"));
        });
    }

    private OrderPage page(String name, String filters, long offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MOST_ORDERS) {
            throw new IllegalArgumentException("no page has offset %d and limit %d".formatted(offset, limit));
        }
        String query = "?" + filters + "sort=order_id&limit=" + limit + "&offset=" + offset;
        Call call = new Call(name, "/order/certificate" + query, JSON, PAGE_LIMIT);
        return read(call, answer -> OrderReading.page(answer, offset));
    }

    private <T> T read(Call call, Function<JsonNode, T> reading) {
        JsonNode answer = exchange.json(call);
        try {
            return reading.apply(answer);
        } catch (UnreadableJson e) {
            throw exchange.unreadable(call, e.getMessage());
        }
    }
}
