package dev.certsend.playground.certcentral;

/** A division of the account; the API calls it a container. */
public record Division(long id, String name) {

    /** The account's root. */
    static final Division ROOT = new Division(14, "Example Division");
}
