package dev.certsend.story;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail scanner: before the person does, it opens a link and whatever the page links to or posts to, each twice by GET and
 * by HEAD.
 *
 * @param agent what it calls itself; empty where it says nothing
 */
record MailScanner(String agent) {
    /** As a browser does, but for the language that each of those asks for. */
    static final MailScanner DISGUISED = new MailScanner(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36");

    /** All kinds there are, those of chats and clouds among them. */
    static final List<MailScanner> ALL = Stream.of(
                    DISGUISED.agent,
                    "",
                    "Barracuda Sentinel (EE)",
                    "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
                    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Mimecast URL Protect)",
                    "Microsoft Office Existence Discovery",
                    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
                    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                    "python-requests/2.32.3",
                    "Go-http-client/1.1")
            .map(MailScanner::new)
            .toList();

    private static final Pattern ADDRESS = Pattern.compile("(?:href|action|src)=\"(/[^\"]*|http[^\"]*)\"");

    /** Opens all of it; returns how often a page or a file was given to it by GET. */
    int opens(String link) {
        // java.net.http says what it is where it is not told.
        RawHttp http = new RawHttp(URI.create(link).getPort());
        String path = URI.create(link).getPath();
        int given = 0;
        for (int round = 0; round < 2; round++) {
            RawHttp.Answers page = asks(http, "GET", path);
            given += page.status() == 200 ? 1 : 0;
            asks(http, "HEAD", path);
            for (String address : found(page.body())) {
                given += asks(http, "GET", address).status() == 200 && address.startsWith("/d/") ? 1 : 0;
                asks(http, "HEAD", address);
            }
        }
        return given;
    }

    private RawHttp.Answers asks(RawHttp http, String method, String path) {
        return agent.isEmpty()
                ? http.asksFromHere(method, path)
                : http.asksFromHere(method, path, "User-Agent: " + agent, "Accept: */*");
    }

    private static List<String> found(String page) {
        return ADDRESS.matcher(page)
                .results()
                .map(found -> URI.create(found.group(1)).getPath())
                .toList();
    }
}
