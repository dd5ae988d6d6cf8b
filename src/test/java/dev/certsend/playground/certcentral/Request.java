package dev.certsend.playground.certcentral;

/** A request past the door: its key is known and its limits are kept. The path begins after {@code /services/v2}. */
record Request(String method, String path, Query query, String body) {}
