package dev.certsend.playground.mail;

import static dev.certsend.playground.mail.Html.escape;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The pages as text. Whatever comes out of a mail is escaped here, or shown in a frame that may do nothing. */
final class InboxPages {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final int MOST = 300;

    private InboxPages() {}

    static String list(List<ReceivedMail> mails) {
        List<ReceivedMail> newestFirst = new ArrayList<>(mails);
        Collections.reverse(newestFirst);
        String rows = newestFirst.stream().limit(MOST).map(InboxPages::row).collect(Collectors.joining());
        String body = mails.isEmpty()
                ? "<div class=\"empty\"><b>No mail yet</b><p>What cert-send mails shows up here by itself.</p></div>"
                : "<ul class=\"mails\">" + rows + "</ul>";
        String count = mails.size() == 1 ? "1 mail" : mails.size() + " mails";
        return page(
                "Inbox",
                "<meta http-equiv=\"refresh\" content=\"3\">",
                "<header><h1>Inbox</h1><span class=\"count\">%s</span></header>%s".formatted(count, body));
    }

    static String mail(ReceivedMail mail, String shown) {
        ParsedMail parsed = mail.parsed();
        String headers = Html.row("From", parsed.header("From"))
                + Html.row("To", parsed.header("To"))
                + Html.row("Reply to", parsed.header("Reply-To"))
                + Html.row("Date", parsed.header("Date"))
                + Html.row("Message-ID", parsed.header("Message-ID"))
                + Html.row("Envelope", mail.sender() + " → " + String.join(", ", mail.recipients()));
        return page(parsed.subject(), "", """
                <nav><a href="/">‹ Inbox</a></nav>
                <article>
                <h1 class="subject">%s</h1>
                <dl class="headers">%s</dl>
                %s
                <section class="shown %s">%s</section>
                </article>
                """.formatted(
                        escape(parsed.subject()),
                        headers,
                        tabs(mail.number(), parsed, shown),
                        shown,
                        content(mail, parsed, shown)));
    }

    /** The letter's own HTML, made to open its links beside the inbox. */
    static String frame(ParsedMail parsed) {
        return "<!doctype html><base target=\"_blank\">" + parsed.html().orElse("");
    }

    static String notFound() {
        return page(
                "Not here",
                "",
                "<nav><a href=\"/\">‹ Inbox</a></nav><div class=\"empty\"><b>There is no such mail</b></div>");
    }

    private static String row(ReceivedMail mail) {
        ParsedMail parsed = mail.parsed();
        String to = String.join(", ", mail.recipients());
        String initial = to.isEmpty() ? "?" : to.substring(0, to.offsetByCodePoints(0, 1));
        return """
                <li><a href="/mails/%d">
                <span class="face f%d">%s</span>
                <span class="to">%s</span>
                <span class="what">%s</span>
                <span class="mode">%s</span>
                <time datetime="%s">%s</time>
                </a></li>
                """.formatted(
                        mail.number(),
                        to.chars().sum() % 6,
                        escape(initial.toUpperCase(Locale.ROOT)),
                        escape(to),
                        escape(parsed.subject()),
                        parsed.modeByEye(),
                        mail.receivedAt(),
                        CLOCK.format(mail.receivedAt()));
    }

    private static String tabs(int number, ParsedMail parsed, String shown) {
        int files = parsed.attachments().size();
        return "<div class=\"tabs\" role=\"tablist\">"
                + tab(number, "html", "HTML", shown)
                + tab(number, "text", "Text", shown)
                + tab(number, "attachments", files == 0 ? "Attachments" : "Attachments (" + files + ")", shown)
                + tab(number, "source", "Source", shown)
                + "</div>";
    }

    private static String tab(int number, String path, String title, String shown) {
        return "<a role=\"tab\" href=\"/mails/%d/%s\" aria-selected=\"%s\">%s</a>"
                .formatted(number, path, path.equals(shown), title);
    }

    private static String content(ReceivedMail mail, ParsedMail parsed, String shown) {
        return switch (shown) {
            case "html" ->
                parsed.html().isEmpty()
                        ? "<p class=\"none\">This mail has no HTML.</p>"
                        : "<iframe title=\"The letter\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\""
                                + " src=\"/mails/%d/frame\"></iframe>".formatted(mail.number());
            case "text" ->
                parsed.text()
                        .map(text -> "<pre>" + escape(text) + "</pre>")
                        .orElse("<p class=\"none\">This mail has no plain text.</p>");
            case "attachments" -> AttachmentCards.of(mail.number(), parsed.attachments());
            default ->
                "<p class=\"save\"><a href=\"/mails/%d/mail.eml\" download>Save as .eml</a></p><pre>%s</pre>"
                        .formatted(mail.number(), escape(new String(mail.bytes(), StandardCharsets.UTF_8)));
        };
    }

    private static String page(String title, String head, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="stylesheet" href="/inbox.css">
                <link rel="icon" href="data:,">
                %s
                </head>
                <body><main>
                %s
                </main></body>
                </html>
                """.formatted(escape(title), head, body);
    }
}
