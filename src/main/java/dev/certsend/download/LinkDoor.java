package dev.certsend.download;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.link.Links;
import dev.certsend.link.OpenLink;
import dev.certsend.link.Use;
import dev.certsend.link.UseLog;
import dev.certsend.orders.Certificates;
import dev.certsend.web.Arrival;
import dev.certsend.web.Metrics;
import dev.certsend.web.Metrics.Visit;
import dev.certsend.web.TrustedProxies;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever has a link that works, and has what they do written down. A request passes {@link #guard}, then
 * {@link #open}, and ends in {@link #used} or {@link #missed}.
 */
public final class LinkDoor {
    /** Longer than the database takes, shorter than a person notices. */
    private static final Duration MISS = Duration.ofMillis(25);

    private static final List<String> FOR_PAGES = List.of("GET", "HEAD");
    private static final List<String> FOR_FILES = List.of("GET", "HEAD", "POST");

    private final Links links;
    private final Certificates certificates;
    private final UseLog uses;
    private final TrustedProxies proxies;
    private final Metrics metrics;
    private final Limits limits = new Limits(System::nanoTime);

    public LinkDoor(Links links, Certificates certificates, UseLog uses, TrustedProxies proxies, Metrics metrics) {
        this.links = links;
        this.certificates = certificates;
        this.uses = uses;
        this.proxies = proxies;
        this.metrics = metrics;
    }

    /**
     * A link that works, and its certificate.
     *
     * @param machine why whoever opened it looks like a machine; null where they look like a person
     */
    record Opened(
            OpenLink link, CertificateChain chain, @Nullable String machine) {}

    /** Stands before everything: refuses other methods and floods without asking what the link is. */
    void guard(Context request) {
        turnAway(limits.request(client(request)));
        boolean file = request.path().indexOf('/', "/d/".length()) >= 0;
        List<String> allowed = file ? FOR_FILES : FOR_PAGES;
        if (!allowed.contains(request.method().name())) {
            refused();
            request.status(405)
                    .header("Allow", String.join(", ", allowed))
                    .result("Method Not Allowed")
                    .skipRemainingHandlers();
        }
    }

    /** What the request's link opens; empty where it opens nothing, for whichever reason. */
    Optional<Opened> open(Context request) {
        if (request.path().endsWith("/")) {
            return Optional.empty();
        }
        Optional<OpenLink> found = links.open(request.pathParam("token"));
        return found.flatMap(link -> {
            String machine = Machine.why(request.userAgent(), request.header("Accept-Language"));
            turnAway(limits.use(link, machine != null));
            try {
                return certificates.kept(link.certificateId()).map(chain -> new Opened(link, chain, machine));
            } catch (WrongCertificate e) {
                throw new IllegalStateException(
                        "a certificate that was checked before it was kept: " + e.getMessage(), e);
            }
        });
    }

    /** Has a use written down before it is answered; a HEAD is none, and is only counted among the requests. */
    void used(Context request, Opened opened, @Nullable String file) {
        Use use = use(request, opened, file);
        if (HandlerType.HEAD.equals(request.method())) {
            count(use);
        } else {
            Arrival.answerAfter(request, () -> uses.write(use).thenRun(() -> count(use)));
        }
    }

    /** Has it written down that a file is taken, and tells whether it may be given: of counted downloads one must be left. */
    boolean taken(Context request, Opened opened, String file) {
        if (!opened.link().counted()) {
            used(request, opened, file);
            return true;
        }
        Use use = use(request, opened, file);
        boolean taken = links.takeOne(use);
        if (taken) {
            count(use);
        }
        return taken;
    }

    private Use use(Context request, Opened opened, @Nullable String file) {
        String agent = Objects.requireNonNullElse(request.userAgent(), "");
        return new Use(opened.link(), file, client(request).getHostAddress(), agent, opened.machine());
    }

    /** Whether the request's link still opens its page, though it may have nothing to give. */
    boolean stillOpens(Context request) {
        return links.open(request.pathParam("token")).isPresent();
    }

    /** Counts a use that was written down, or a HEAD of what could be used. */
    private void count(Use use) {
        metrics.visited(use.file() == null ? Visit.PAGE : Visit.FILE);
    }

    /** Holds the answer that there is nothing, so that neither it nor its time tells why; too many of them get another. */
    void missed(Context request) {
        long seconds = limits.miss(client(request));
        if (seconds == 0) {
            metrics.visited(Visit.MISS);
        }
        Arrival.answerInSteps(request, MISS, () -> turnAway(seconds));
    }

    /** Counts a request that a link can't give anything to. */
    void refused() {
        metrics.visited(Visit.REFUSED);
    }

    /** Counts a request that failed. */
    void failed() {
        metrics.visited(Visit.FAILED);
    }

    private void turnAway(long seconds) {
        if (seconds > 0) {
            metrics.visited(Visit.LIMITED);
            throw new TooMany(seconds);
        }
    }

    private InetAddress client(Context request) {
        return proxies.client(request);
    }
}
