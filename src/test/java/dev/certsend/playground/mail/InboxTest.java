package dev.certsend.playground.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalMail mail = LocalMail.start();

    @BeforeEach
    void deliver() throws Exception {
        SampleLetters.deliver(mail);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void lists_the_newest_first_with_their_modes() throws Exception {
        String list = get("").body();

        assertThat(list)
                .containsSubsequence("Download link", "Plain text", "Attachment")
                .contains("3 mails");
        assertThat(list).contains("http-equiv=\"refresh\"");
    }

    @Test
    void escapes_what_a_mail_says_of_itself() throws Exception {
        String page = get("mails/3").body();

        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        assertThat(get("mails/3/source").body()).doesNotContain("<script");
        assertThat(get("").body()).doesNotContain("<script");
    }

    @Test
    void shows_a_letters_html_in_a_frame_that_may_do_nothing() throws Exception {
        HttpResponse<String> frame = get("mails/1/frame");

        assertThat(get("mails/1").body())
                .contains("<iframe", "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
        assertThat(frame.body()).startsWith("<!doctype html><base target=\"_blank\">");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox")
                .contains("default-src 'none'")
                .doesNotContain("script-src", "allow-scripts");
        assertThat(get("").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void says_what_is_in_an_attached_certificate() throws Exception {
        String page = get("mails/1/attachments").body();

        assertThat(page)
                .contains("www_example_com.pem", "CN=www.example.com", "www.example.com, example.com", "OV EV TLS CA1")
                .containsPattern("SHA-256</dt><dd>([0-9A-F]{2}:){31}[0-9A-F]{2}<");
        assertThat(page.split("class=\"certificate\"", -1)).hasSize(3);
    }

    @Test
    void hands_out_files_and_the_source_as_they_came() throws Exception {
        HttpResponse<String> file = get("mails/1/attachments/1");

        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"www_example_com.pem\"");
        assertThat(file.body()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(get("mails/1/attachments/1?open").headers().firstValue("Content-Type"))
                .contains("text/plain; charset=utf-8");
        assertThat(get("mails/2/mail.eml").body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(mail.mails().get(1).bytes());
    }

    @Test
    void shows_the_plain_text() throws Exception {
        assertThat(get("mails/2/text").body()).contains("<pre>", "-----BEGIN CERTIFICATE-----");
    }

    @Test
    void knows_no_other_mail() throws Exception {
        assertThat(get("mails/4").statusCode()).isEqualTo(404);
        assertThat(get("mails/1/attachments/9").statusCode()).isEqualTo(404);
        assertThat(get("../etc/passwd").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create(mail.inboxUrl() + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
