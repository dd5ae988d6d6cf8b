package dev.certsend.download;

import java.net.URI;

/**
 * Where a page is.
 *
 * @param host the public address, without a slash at its end
 * @param path of the page, from the root of the host
 */
record Address(String host, String path) {

    /** @param token of a link that works, so nothing that a shell or a page would read otherwise */
    static Address of(URI publicUrl, String token) {
        String host = publicUrl.toString();
        return new Address(host.endsWith("/") ? host.substring(0, host.length() - 1) : host, "/d/" + token);
    }

    /** Without the path, which opens the page. */
    @Override
    public String toString() {
        return "(address under " + host + ")";
    }

    /** The command that takes a file and keeps it by its name. */
    String command(String file, boolean counted) {
        return (counted ? "curl -OJ -X POST " : "curl -O ") + host + path + "/" + file;
    }
}
