package dev.certsend.secret;

/** A token, key or password. Its {@link #toString} prints no part of it, so that it can stand in any log line or exception. */
public record Secret(String value) {

    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
