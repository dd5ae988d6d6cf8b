package dev.certsend.download;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who opens links that no person has clicked: scanners of mail, previews of chats, crawlers, monitors. Many say so; some
 * pose as a browser and forget what every browser sends. It is a guess, for the audit log and the confirmation's counts
 * alone: nobody is refused for it.
 */
final class Machine {
    /** A person at a command line. Windows PowerShell 5 calls itself Mozilla. */
    private static final Pattern COMMAND_LINE = Pattern.compile("(?i)^(curl|wget|httpie|xh|aria2)/|PowerShell/");

    /** By what they have in their name, in lower case; the first that fits tells. */
    private static final List<Map.Entry<Pattern, String>> KNOWN = List.of(
            known(
                    "a mail scanner",
                    "barracuda|mimecast|proofpoint|ironport|messagelabs|trend ?micro|sophos|zscaler|fireeye|trustwave|"
                            + "yahoomailproxy|googleimageproxy|microsoft office existence discovery|safelinks|urlscan|"
                            + "virustotal|expanse|censys"),
            known(
                    "a preview for a chat",
                    "slackbot|slack-imgproxy|skypeuripreview|whatsapp|telegrambot|discordbot|twitterbot|linkedinbot|"
                            + "facebookexternalhit|facebot|mattermost|bingpreview|google-pagerenderer|embedly|iframely"),
            known(
                    "a monitor",
                    "uptime|pingdom|statuscake|site24x7|datadog|newrelic|stackdriver|check_http|zabbix|blackbox|"
                            + "elb-healthchecker|kube-probe|googlehc|monitor"),
            known("a browser run by a program", "headlesschrome|phantomjs|puppeteer|playwright|selenium"),
            // Cubot makes telephones.
            known("a crawler", "(?<!cu)bot\\b|crawl|spider|slurp|mediapartners-google|google-safety|archiver|scanner"),
            known(
                    "a program",
                    "^(python-|aiohttp|go-http-client|okhttp|axios|node-fetch|libwww-perl|scrapy|apache-httpclient|java/)"));

    private Machine() {}

    /**
     * Why it looks like a machine, in English; null where it looks like a person.
     *
     * @param userAgent as the client says; null or empty where it says nothing
     * @param languages its {@code Accept-Language}, which every browser sends
     */
    static @Nullable String why(@Nullable String userAgent, @Nullable String languages) {
        if (userAgent == null || userAgent.isBlank()) {
            return "it does not say what it is";
        }
        if (COMMAND_LINE.matcher(userAgent).find()) {
            return null;
        }
        for (Map.Entry<Pattern, String> known : KNOWN) {
            if (known.getKey().matcher(userAgent).find()) {
                return "it calls itself " + known.getValue();
            }
        }
        boolean browser = userAgent.startsWith("Mozilla/");
        return browser && (languages == null || languages.isBlank())
                ? "it calls itself a browser, but asks for no language"
                : null;
    }

    private static Map.Entry<Pattern, String> known(String what, String names) {
        return Map.entry(Pattern.compile(names, Pattern.CASE_INSENSITIVE), what);
    }
}
