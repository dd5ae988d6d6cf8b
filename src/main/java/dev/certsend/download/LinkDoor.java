package dev.certsend.download;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.link.Links;
import dev.certsend.link.OpenLink;
import dev.certsend.link.Use;
import dev.certsend.orders.Certificates;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in whoever has a link that works, and has what they do written down. */
final class LinkDoor {
    private final Links links;
    private final Certificates certificates;

    LinkDoor(Links links, Certificates certificates) {
        this.links = links;
        this.certificates = certificates;
    }

    /** A link that works, and its certificate. */
    record Opened(OpenLink link, CertificateChain chain) {}

    Optional<Opened> open(Context request) {
        return links.open(request.pathParam("token")).flatMap(link -> {
            try {
                return certificates.kept(link.certificateId()).map(chain -> new Opened(link, chain));
            } catch (WrongCertificate e) {
                throw new IllegalStateException(
                        "a certificate that was checked before it was kept: " + e.getMessage(), e);
            }
        });
    }

    /** Writes a use down before it is answered; a HEAD is none. */
    void used(Context request, OpenLink link, @Nullable String file) {
        if (!HandlerType.HEAD.equals(request.method())) {
            links.used(List.of(use(request, link, file)));
        }
    }

    /** Writes down that a file is taken, and tells whether it may be given: of counted downloads one must be left. */
    boolean taken(Context request, OpenLink link, String file) {
        if (link.counted()) {
            return links.takeOne(use(request, link, file));
        }
        used(request, link, file);
        return true;
    }

    private static Use use(Context request, OpenLink link, @Nullable String file) {
        String agent = Objects.requireNonNullElse(request.userAgent(), "");
        return new Use(link, file, request.ip(), agent, null);
    }
}
