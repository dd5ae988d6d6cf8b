package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIREFOX,
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 11; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
                "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
                "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8"
            })
    void people_with_a_browser_are_people(String agent) {
        assertThat(Machine.why(agent, "de-DE,de;q=0.9,en;q=0.8")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl/8.10.1",
                "Wget/1.24.5",
                "HTTPie/3.2.3",
                "aria2/1.37.0",
                "Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.22621.4391",
                "Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.6"
            })
    void people_at_a_command_line_are_people_though_they_send_no_language(String agent) {
        assertThat(Machine.why(agent, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
                "WhatsApp/2.23.20.0",
                "TelegramBot (like TwitterBot)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"
            })
    void previews_of_chats_are_told_as_such(String agent) {
        assertThat(Machine.why(agent, "en")).isEqualTo("it calls itself a preview for a chat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
                "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
                "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
                "CCBot/2.0 (https://commoncrawl.org/faq/)",
                "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)"
            })
    void crawlers_are_told_as_such(String agent) {
        assertThat(Machine.why(agent, "en")).isEqualTo("it calls itself a crawler");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Barracuda Sentinel (EE)",
                "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
                "Microsoft Office Existence Discovery",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
                "Expanse, a Palo Alto Networks company, searches across the global IPv4 space multiple times per day",
                "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
                "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
                "kube-probe/1.30",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36",
                "python-requests/2.32.3",
                "Go-http-client/1.1"
            })
    void scanners_monitors_and_programs_are_machines(String agent) {
        assertThat(Machine.why(agent, "en")).startsWith("it calls itself a ");
    }

    @Test
    void a_browser_that_asks_for_no_language_is_none() {
        assertThat(Machine.why(FIREFOX, null)).isEqualTo("it calls itself a browser, but asks for no language");
        assertThat(Machine.why(FIREFOX, " ")).isNotNull();
    }

    @Test
    void who_does_not_say_what_it_is_is_a_machine() {
        assertThat(Machine.why(null, "en")).isEqualTo("it does not say what it is");
        assertThat(Machine.why("  ", "en")).isNotNull();
    }

    @Test
    void a_very_long_name_is_no_trouble() {
        assertThat(Machine.why("bo".repeat(100_000), "en")).isNull();
    }
}
