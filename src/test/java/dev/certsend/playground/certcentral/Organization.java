package dev.certsend.playground.certcentral;

/** A made-up company, its seat, and the domain it owns. */
public record Organization(long id, String name, String city, String country, String domain) {}
