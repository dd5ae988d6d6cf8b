package dev.certsend.playground.certcentral;

/** What may go wrong with an answer. */
public enum Fault {
    /** 500 with an error body. */
    INTERNAL_ERROR,
    /** 503 with an HTML page of the gateway. */
    UNAVAILABLE,
    /** The connection ends in the middle of the body. */
    CUT_IN_BODY,
    /** The connection ends before any answer. */
    NO_ANSWER,
    /** 200 and a login page instead of JSON. */
    HTML,
    /** {@code dns_names} is a string and {@code status} a number. */
    WRONG_TYPES,
    /** A list without its {@code orders}. */
    NO_ORDERS,
    /** A list with half of the orders that it speaks of. */
    HALF_A_PAGE,
    /** Half a JSON document, with a matching length. */
    HALF_A_DOCUMENT,
    /** 429, whatever the windows say. */
    TOO_MANY_REQUESTS,
    /** The same with {@code Retry-After: 1}. */
    TOO_MANY_REQUESTS_FOR_A_SECOND,
    /** 403: the key may not do this. */
    FORBIDDEN,
    /** The {@code dns_names} of one order, the middle one of a list, are an object. */
    ONE_WRONG_FIELD,
    /** A list with its first order once more in the place of the last, as when it shifts while it is read. */
    ORDER_TWICE,
    /** A list that does not say how many orders there are. */
    NO_TOTAL,
    /** 502 with an HTML page of the gateway, which asked CertCentral and lost the answer. */
    LOST_BY_GATEWAY,
    /** Done, and then a page of a machine on the way with 500. */
    LOST_500,
    /** The same with 520, as Cloudflare does. */
    LOST_520,
    /** The same with 524. */
    LOST_524,
    /** The same with 408. */
    LOST_408,
    /** The same with 200. */
    LOST_200,
    /** Done, and then 500 with JSON that has words of some gateway and no code of CertCentral's. */
    LOST_IN_WORDS;

    /** Whether a request that has it does nothing. */
    boolean refuses() {
        return switch (this) {
            case INTERNAL_ERROR, UNAVAILABLE, HTML, TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_FOR_A_SECOND, FORBIDDEN ->
                true;
            default -> false;
        };
    }
}
