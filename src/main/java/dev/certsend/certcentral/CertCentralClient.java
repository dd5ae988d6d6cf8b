package dev.certsend.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.certsend.certcentral.Exchange.Call;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Client of the Services API v2. Each method makes one call and throws {@link CertCentralFault} for whatever is not
 * its answer. Safe for use by many threads.
 */
public final class CertCentralClient {

    /** The most orders CertCentral puts on one page. */
    public static final int MOST_ORDERS = 1000;

    private static final String JSON = "application/json";
    private static final long KILOBYTE = 1024;

    /** A thousand orders with all the names an order may have. */
    private static final long PAGE_LIMIT = 64 * KILOBYTE * KILOBYTE;

    private static final long ORDER_LIMIT = 4 * KILOBYTE * KILOBYTE;
    private static final long CERTIFICATE_LIMIT = 256 * KILOBYTE;

    private final Exchange exchange;

    public CertCentralClient(CertCentralSettings settings) {
        this.exchange = new Exchange(settings);
    }

    /**
     * One page of all orders of the account, oldest first, so that new orders do not shift pages while they are read.
     *
     * @param limit 1 to {@value #MOST_ORDERS}
     */
    public OrderPage orders(long offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MOST_ORDERS) {
            throw new IllegalArgumentException("no page has offset %d and limit %d".formatted(offset, limit));
        }
        String query = "?sort=order_id&limit=" + limit + "&offset=" + offset;
        Call call = new Call("orders from " + offset, "/order/certificate" + query, JSON, PAGE_LIMIT);
        return read(call, answer -> OrderReading.page(answer, offset));
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

    private <T> T read(Call call, Function<JsonNode, T> reading) {
        JsonNode answer = exchange.json(call);
        try {
            return reading.apply(answer);
        } catch (UnreadableJson e) {
            throw exchange.unreadable(call, e.getMessage());
        }
    }
}
