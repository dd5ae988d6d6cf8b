package dev.certsend.download;

import dev.certsend.certificate.CertificateFile;
import dev.certsend.link.LinkClosed;
import dev.certsend.link.OpenLink;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public page: {@code /d/{token}} tells what the certificate is, {@code /d/{token}/{file}} gives it in one form or
 * another. Whoever has the link may open it as often as they like until it ends; anything else is the same 404. Where
 * downloads are counted, only a POST takes one: mail scanners GET whatever they find.
 */
public final class DownloadPage {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadPage.class);
    private static final int SECONDS_TO_RECOVER = 30;
    private static final List<String> OF_FILES = List.of("Content-Disposition", "Accept-Ranges", "Content-Length");

    private final LinkDoor door;
    private final URI publicUrl;
    private final NotFound notFound;
    private final CertificateSheets sheets = new CertificateSheets();

    /**
     * @param publicUrl the page's own address begins with it
     * @param contact whom to ask where a link opens nothing; null where nobody is named
     */
    public DownloadPage(LinkDoor door, URI publicUrl, @Nullable Contact contact) {
        this.door = door;
        this.publicUrl = publicUrl;
        this.notFound = new NotFound(contact);
    }

    /** Stands before every path below {@code /d/}. */
    public void guard(Context request) {
        door.guard(request);
    }

    /** A path that no link has. */
    public void nothing(Context request) {
        takeBack(request);
        notFound.answer(request);
        door.missed(request);
    }

    /** A link that ended while it was being used. */
    public void closed(LinkClosed fault, Context request) {
        nothing(request);
    }

    /** A request too many, whatever it asked for. */
    public void limited(TooMany fault, Context request) {
        notice(request, 429, fault.seconds(), ShortPage.limited(words(request)));
    }

    /** The database does not answer, or has too much to do. */
    public void unavailable(Exception fault, Context request) {
        LOG.warn("a {} request failed", request.method(), fault);
        door.failed();
        notice(request, 503, SECONDS_TO_RECOVER, ShortPage.unavailable(words(request)));
    }

    /** The page. */
    public void show(Context request) {
        Optional<LinkDoor.Opened> opened = door.open(request);
        if (opened.isEmpty()) {
            nothing(request);
            return;
        }
        OpenLink link = opened.get().link();
        door.used(request, opened.get(), null);
        Language language = Reader.language(request, link.language());
        CertificateSheet sheet = sheets.of(link.certificateId(), opened.get().chain(), language);
        LinkPage page = LinkPage.of(link, sheet, Words.in(language), address(request), Instant.now());
        request.contentType(Templates.HTML).result(Templates.html("download.jte", page));
    }

    /** A file. */
    public void file(Context request) {
        Optional<LinkDoor.Opened> opened = door.open(request);
        Optional<CertificateFile> asked = opened.flatMap(open -> file(request, open));
        if (opened.isEmpty() || asked.isEmpty()) {
            nothing(request);
            return;
        }
        OpenLink link = opened.get().link();
        CertificateFile file = asked.get();
        if (link.counted() && !HandlerType.POST.equals(request.method())) {
            pressInstead(request, link, file);
        } else if (door.taken(request, opened.get(), file.name())) {
            give(request, file);
        } else {
            untaken(request);
        }
    }

    /** A second press is no reason to say that the link is not there: its page tells that nothing is left. */
    private void untaken(Context request) {
        if (door.stillOpens(request)) {
            door.refused();
            request.status(303).header("Location", address(request).path());
        } else {
            nothing(request);
        }
    }

    private static Optional<CertificateFile> file(Context request, LinkDoor.Opened opened) {
        String name = request.pathParam("file");
        return opened.chain().downloads().stream()
                .filter(file -> file.name().equals(name))
                .findFirst();
    }

    /** Always the whole file: it is so small that a part of it would help nobody. */
    private static void give(Context request, CertificateFile file) {
        byte[] bytes = file.bytes();
        request.contentType(file.contentType())
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .header("Accept-Ranges", "none")
                .header("Content-Length", Integer.toString(bytes.length))
                .result(bytes);
    }

    private static Words words(Context request) {
        return Words.in(Reader.language(request, Language.ENGLISH));
    }

    /** Takes back what was said of a file that isn't given after all. */
    private static void takeBack(Context request) {
        OF_FILES.forEach(name -> request.res().setHeader(name, null));
    }

    private static void notice(Context request, int status, long secondsToWait, ShortPage page) {
        takeBack(request);
        request.status(status)
                .header("Retry-After", Long.toString(secondsToWait))
                .contentType(Templates.HTML)
                .result(Templates.html("notice.jte", page));
    }

    private void pressInstead(Context request, OpenLink link, CertificateFile file) {
        door.refused();
        Words words = Words.in(Reader.language(request, link.language()));
        String command = address(request).command(file.name(), true);
        request.status(405)
                .header("Allow", "POST")
                .contentType("text/plain; charset=utf-8")
                .result(words.say("download.press", Map.of("command", command)) + "\n");
    }

    private Address address(Context request) {
        return Address.of(publicUrl, request.pathParam("token"));
    }
}
