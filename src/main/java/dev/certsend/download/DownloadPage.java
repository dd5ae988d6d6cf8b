package dev.certsend.download;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.CertificateFileName;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.orders.Certificates;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The public page: {@code GET /d/{token}} tells what the certificate is, {@code GET /d/{token}/{file}} gives it. Whoever
 * has the link may open it as often as they like until it ends; anything else is the same 404.
 */
public final class DownloadPage {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, DownloadPage.class.getClassLoader(), "dev.certsend.template");

    private final LinkStore links;
    private final Certificates certificates;
    private final AuditLog audit;

    public DownloadPage(Jdbi jdbi, Certificates certificates, AuditLog audit) {
        this.links = new LinkStore(jdbi);
        this.certificates = certificates;
        this.audit = audit;
    }

    private record Opened(LinkedCertificate linked, CertificateChain chain) {
        String fileName() {
            return CertificateFileName.of(chain.facts(), "chain", "pem");
        }
    }

    /** The page. */
    public void show(Context request) {
        Optional<Opened> opened = open(request);
        if (opened.isEmpty()) {
            notFound(request);
            return;
        }
        record(request, opened.get(), Action.LINK_OPENED, null);
        html(
                request,
                "download.jte",
                LinkPage.of(
                        opened.get().linked(),
                        opened.get().chain().facts(),
                        request.path() + "/" + opened.get().fileName(),
                        Instant.now()));
    }

    /** The file. */
    public void file(Context request) {
        Optional<Opened> opened = open(request);
        if (opened.isEmpty() || !opened.get().fileName().equals(request.pathParam("file"))) {
            notFound(request);
            return;
        }
        record(request, opened.get(), Action.LINK_DOWNLOADED, opened.get().fileName());
        request.contentType("application/x-pem-file")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + opened.get().fileName() + "\"")
                .result(opened.get().chain().pem().getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<Opened> open(Context request) {
        String token = request.pathParam("token");
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        Optional<LinkedCertificate> linked = links.find(new NewLink.Token(token));
        if (linked.isEmpty()) {
            return Optional.empty();
        }
        try {
            return certificates.kept(linked.get().certificateId()).map(chain -> new Opened(linked.get(), chain));
        } catch (WrongCertificate e) {
            throw new IllegalStateException("a certificate that was checked before it was kept: " + e.getMessage(), e);
        }
    }

    /** A HEAD is no visit. */
    private void record(Context request, Opened opened, Action action, @Nullable String file) {
        if (!HandlerType.GET.equals(request.method())) {
            return;
        }
        LinkedCertificate linked = opened.linked();
        audit.append(Entry.of(action, linked.teamId())
                .about(linked.orderId(), linked.certificateId(), linked.certificateName())
                .in(linked.sendId(), "downloadlink")
                .to(linked.deliveryId(), linked.recipient())
                .because(file));
    }

    private static void notFound(Context request) {
        String accepted = request.header("Accept-Language");
        String first = accepted == null ? "en" : accepted.split("[,;]", 2)[0].strip();
        request.status(404);
        html(request, "not_found.jte", Words.in(Language.of(first.isEmpty() ? "en" : first)));
    }

    private static void html(Context request, String template, Object shown) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, shown, html);
        request.html(html.toString());
    }
}
