package dev.certsend.playground.slack;

import java.util.Map;

/** One request made to the app, as it went over the wire, and its answer. */
public record AppRequest(String body, Map<String, String> headers, Answer answer) {}
