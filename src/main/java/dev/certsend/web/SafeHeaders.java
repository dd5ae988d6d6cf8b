package dev.certsend.web;

import java.util.Map;

/** What every answer bears, whoever gives it: nothing is kept, found, framed, run, or told to another site. */
final class SafeHeaders {
    static final Map<String, String> ALL = Map.of(
            "Cache-Control", "private, no-store",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Robots-Tag", "noindex, nofollow, noarchive",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Strict-Transport-Security", "max-age=31536000");

    private SafeHeaders() {}
}
