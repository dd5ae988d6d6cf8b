package dev.certsend.certcentral;

import org.jspecify.annotations.Nullable;

/** The account that a key belongs to. */
public record Account(long id, @Nullable String organization) {}
