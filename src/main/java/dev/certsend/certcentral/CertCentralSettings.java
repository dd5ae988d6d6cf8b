package dev.certsend.certcentral;

import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where CertCentral is and how to speak to it.
 *
 * @param url the API's root, such as {@code https://www.digicert.com/services/v2}, without a final slash
 * @param apiKey sent as X-DC-DEVKEY; to read, a key that may only read is enough; to send and to note, it takes one for orders
 * @param timeout for connecting, and again for a whole answer, its body included
 */
public record CertCentralSettings(URI url, Secret apiKey, Duration timeout) {

    public CertCentralSettings {
        boolean web = url.getScheme() != null && Set.of("http", "https").contains(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("the URL is not that of a web server");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL must end with its path");
        }
        // The HTTP client would refuse such a key too, and quote it.
        if (!apiKey.value().matches("[!-~]+")) {
            throw new IllegalArgumentException("the key has characters that no key has");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be longer than nothing");
        }
        url = URI.create(url.toString().replaceFirst("/+$", ""));
    }
}
