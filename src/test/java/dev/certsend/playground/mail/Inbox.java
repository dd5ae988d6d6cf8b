package dev.certsend.playground.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the inbox pages, the letters' own HTML and their files. */
final class Inbox implements AutoCloseable {

    private static final Pattern MAIL = Pattern.compile("/mails/(\\d{1,9})(?:/(html|text|attachments|source))?");
    private static final Pattern FRAME = Pattern.compile("/mails/(\\d{1,9})/frame");
    private static final Pattern SOURCE = Pattern.compile("/mails/(\\d{1,9})/mail\\.eml");
    private static final Pattern FILE = Pattern.compile("/mails/(\\d{1,9})/attachments/(\\d{1,4})");

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String LETTER_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox;"
            + " default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

    static {
        // The first server of the process decides for all: without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Mailbox mailbox;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Inbox(Mailbox mailbox) {
        this.mailbox = mailbox;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for the inbox", e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = page(
                    exchange.getRequestURI().getPath(), exchange.getRequestURI().getQuery() != null);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type);
            headers.set("Content-Security-Policy", page.policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-store");
            if (page.fileName.isPresent()) {
                headers.set("Content-Disposition", "attachment; filename=\"" + page.fileName.get() + "\"");
            }
            exchange.sendResponseHeaders(page.status, page.body.length);
            exchange.getResponseBody().write(page.body);
        }
    }

    private static final class Page {

        private final int status;
        private final String type;
        private final String policy;
        private final byte[] body;
        private final Optional<String> fileName;

        private Page(int status, String type, String policy, byte[] body, Optional<String> fileName) {
            this.status = status;
            this.type = type;
            this.policy = policy;
            this.body = body;
            this.fileName = fileName;
        }

        static Page html(int status, String policy, String html) {
            return new Page(
                    status,
                    "text/html; charset=utf-8",
                    policy,
                    html.getBytes(StandardCharsets.UTF_8),
                    Optional.empty());
        }

        static Page file(String name, byte[] body) {
            String harmless = name.replaceAll("[^A-Za-z0-9._-]", "_");
            return new Page(200, "application/octet-stream", LETTER_POLICY, body, Optional.of(harmless));
        }

        static Page text(String type, byte[] body) {
            return new Page(200, type, LETTER_POLICY, body, Optional.empty());
        }
    }

    private Page page(String path, boolean open) {
        List<ReceivedMail> mails = mailbox.all();
        if (path.equals("/")) {
            return Page.html(200, PAGE_POLICY, InboxPages.list(mails));
        }
        if (path.equals("/inbox.css")) {
            return Page.text("text/css; charset=utf-8", css());
        }
        Matcher mail = MAIL.matcher(path);
        Matcher frame = FRAME.matcher(path);
        Matcher source = SOURCE.matcher(path);
        Matcher file = FILE.matcher(path);
        Optional<Page> page = Optional.empty();
        if (mail.matches()) {
            page = find(mails, mail).map(m -> Page.html(200, PAGE_POLICY, InboxPages.mail(m, shown(mail, m))));
        } else if (frame.matches()) {
            page = find(mails, frame).map(m -> Page.html(200, LETTER_POLICY, InboxPages.frame(m.parsed())));
        } else if (source.matches()) {
            page = find(mails, source).map(m -> Page.file("mail-" + m.number() + ".eml", m.bytes()));
        } else if (file.matches()) {
            page = find(mails, file).flatMap(m -> file(m, Integer.parseInt(file.group(2)), open));
        }
        return page.orElseGet(() -> Page.html(404, PAGE_POLICY, InboxPages.notFound()));
    }

    private static Optional<ReceivedMail> find(List<ReceivedMail> mails, Matcher matcher) {
        int number = Integer.parseInt(matcher.group(1));
        return mails.stream().filter(m -> m.number() == number).findFirst();
    }

    private static String shown(Matcher matcher, ReceivedMail mail) {
        String asked = matcher.group(2);
        return asked != null ? asked : mail.parsed().html().isPresent() ? "html" : "text";
    }

    private static Optional<Page> file(ReceivedMail mail, int number, boolean open) {
        return mail.parsed().attachments().stream()
                .skip(number - 1L)
                .findFirst()
                .map(a -> open ? Page.text("text/plain; charset=utf-8", a.bytes()) : Page.file(a.name(), a.bytes()));
    }

    private static byte[] css() {
        try (InputStream css = Objects.requireNonNull(Inbox.class.getResourceAsStream("inbox.css"), "inbox.css")) {
            return css.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read inbox.css", e);
        }
    }
}
