package dev.certsend.playground.slack;

import java.net.URI;

/** A link to another page of the playground, at the foot of the sidebar. */
public record PageLink(String name, URI url) {}
