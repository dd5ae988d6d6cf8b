package dev.certsend.audit;

import java.nio.charset.StandardCharsets;

/** What the tree holds of an entry, in the order of RFC 8785, section 3.2.3: by name. The names are never changed. */
public enum Field {
    ACTION("action"),
    ACTOR("actor"),
    ACTOR_NAME("actor_name"),
    AT("at"),
    CERTIFICATE("certificate"),
    CERTIFICATE_NAME("certificate_name"),
    CHANNEL("channel"),
    DELIVERY("delivery"),
    MODE("mode"),
    ORDER("order"),
    OUTCOME("outcome"),
    PERSONAL("personal"),
    REFERENCE("reference"),
    REQUESTER("requester"),
    SEND("send"),
    TEAM("team"),

    /** From here on what is personal: an object of its own, of which the entry has the digest only. */
    CLIENT_ADDRESS("client_address"),
    REASON("reason"),
    RECIPIENT("recipient"),
    USER_AGENT("user_agent");

    @SuppressWarnings("ImmutableEnumChecker") // written by nobody
    private final byte[] opening;

    Field(String name) {
        opening = ("\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII);
    }

    /** The name, quoted, with what comes before the value. */
    byte[] opening() {
        return opening;
    }
}
