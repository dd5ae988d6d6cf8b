package dev.certsend.export;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Where the log is streamed to. */
public sealed interface Target {
    /** By this name the database knows how far it is; no secret is in it. */
    String key();

    /** Standard output, a JSON line for each entry. */
    record Output() implements Target {
        @Override
        public String key() {
            return "stdout";
        }
    }

    /** The end of a file. */
    record ToFile(Path path) implements Target {
        @Override
        public String key() {
            return "file:" + path;
        }
    }

    /**
     * A syslog server (RFC 5424), frames by octet counting.
     *
     * @param isPlain over TCP (RFC 6587), on this machine only; else over TLS (RFC 5425)
     * @param trusted besides the public authorities
     */
    record Syslog(String host, int port, boolean isPlain, List<X509Certificate> trusted) implements Target {
        @Override
        public String key() {
            String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
            return (isPlain ? "syslog+tcp://" : "syslog://") + name + ":" + port;
        }
    }

    /** An HTTP server that takes JSON lines. */
    record Collector(URI url) implements Target {
        @Override
        public String key() {
            return url.toString().replaceFirst("\\?.*", "");
        }
    }
}
