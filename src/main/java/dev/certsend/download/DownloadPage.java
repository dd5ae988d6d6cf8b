package dev.certsend.download;

import dev.certsend.certificate.CertificateFileName;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public page: {@code GET /d/{token}} tells what the certificate is, {@code GET /d/{token}/{file}} gives it. Whoever
 * has the link may open it as often as they like until it ends; anything else is the same 404.
 */
public final class DownloadPage {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, DownloadPage.class.getClassLoader(), "dev.certsend.template");

    private static final Logger LOG = LoggerFactory.getLogger(DownloadPage.class);
    private static final int SECONDS_TO_RECOVER = 30;

    private final LinkDoor door;

    public DownloadPage(LinkDoor door) {
        this.door = door;
    }

    /** Stands before every path below {@code /d/}. */
    public void guard(Context request) {
        door.guard(request);
    }

    /** A path that no link has. */
    public void nothing(Context request) {
        notFound(request);
    }

    /** A request too many, whatever it asked for. */
    public void limited(TooMany fault, Context request) {
        notice(request, 429, fault.seconds(), Notice.limited(Words.in(language(request))));
    }

    /** The database does not answer, or has too much to do. */
    public void unavailable(Exception fault, Context request) {
        LOG.warn("a {} request failed", request.method(), fault);
        door.failed();
        notice(request, 503, SECONDS_TO_RECOVER, Notice.unavailable(Words.in(language(request))));
    }

    /** The page. */
    public void show(Context request) {
        Optional<LinkDoor.Opened> opened = door.open(request);
        if (opened.isEmpty()) {
            notFound(request);
            return;
        }
        LinkDoor.Opened open = opened.get();
        door.used(request, open.link(), null);
        html(
                request,
                "download.jte",
                LinkPage.of(open.link(), open.chain().facts(), request.path() + "/" + fileName(open), Instant.now()));
    }

    /** The file. */
    public void file(Context request) {
        Optional<LinkDoor.Opened> opened = door.open(request);
        if (opened.isEmpty() || !fileName(opened.get()).equals(request.pathParam("file"))) {
            notFound(request);
            return;
        }
        door.used(request, opened.get().link(), fileName(opened.get()));
        request.contentType("application/x-pem-file")
                .header("Content-Disposition", "attachment; filename=\"" + fileName(opened.get()) + "\"")
                .result(opened.get().chain().pem().getBytes(StandardCharsets.US_ASCII));
    }

    private static String fileName(LinkDoor.Opened opened) {
        return CertificateFileName.of(opened.chain().facts(), "chain", "pem");
    }

    private void notFound(Context request) {
        request.status(404);
        html(request, "not_found.jte", Words.in(language(request)));
        door.missed(request);
    }

    private static void notice(Context request, int status, long secondsToWait, Notice notice) {
        request.status(status).header("Retry-After", Long.toString(secondsToWait));
        request.res().setHeader("Content-Disposition", null);
        html(request, "notice.jte", notice);
    }

    private static Language language(Context request) {
        String accepted = request.header("Accept-Language");
        String first = accepted == null ? "en" : accepted.split("[,;]", 2)[0].strip();
        return Language.of(first.isEmpty() ? "en" : first);
    }

    private static void html(Context request, String template, Object shown) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, shown, html);
        request.html(html.toString());
    }
}
