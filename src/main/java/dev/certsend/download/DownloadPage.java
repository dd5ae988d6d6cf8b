package dev.certsend.download;

import dev.certsend.certificate.CertificateFile;
import dev.certsend.link.Links;
import dev.certsend.link.OpenLink;
import dev.certsend.orders.Certificates;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public page: {@code /d/{token}} tells what the certificate is, {@code /d/{token}/{file}} gives it in one form or
 * another. Whoever has the link may open it as often as they like until it ends; anything else is the same 404. Where
 * downloads are counted, only a POST takes one: mail scanners GET whatever they find.
 */
public final class DownloadPage {
    private final LinkDoor door;
    private final URI publicUrl;
    private final NotFound notFound;
    private final CertificateSheets sheets = new CertificateSheets();

    /**
     * @param publicUrl the page's own address begins with it
     * @param contact whom to ask where a link opens nothing; null where nobody is named
     */
    public DownloadPage(Links links, Certificates certificates, URI publicUrl, @Nullable Contact contact) {
        this.door = new LinkDoor(links, certificates);
        this.publicUrl = publicUrl;
        this.notFound = new NotFound(contact);
    }

    /** The page. */
    public void show(Context request) {
        Optional<LinkDoor.Opened> opened = door.open(request);
        if (opened.isEmpty()) {
            notFound.answer(request);
            return;
        }
        OpenLink link = opened.get().link();
        door.used(request, link, null);
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
            notFound.answer(request);
            return;
        }
        OpenLink link = opened.get().link();
        CertificateFile file = asked.get();
        if (link.counted() && !HandlerType.POST.equals(request.method())) {
            pressInstead(request, link, file);
        } else if (door.taken(request, link, file.name())) {
            give(request, file);
        } else {
            notFound.answer(request);
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

    private void pressInstead(Context request, OpenLink link, CertificateFile file) {
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
