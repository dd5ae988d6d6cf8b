package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every file of the page, opened with what its recipients open it with. */
@ExtendWith(Story.class)
class DownloadFilesStoryTest {
    private static final List<String> TYPES = List.of(
            "application/pem-certificate-chain",
            "application/x-pem-file",
            "application/pem-certificate-chain",
            "application/x-pkcs7-certificates",
            "application/pkix-cert",
            "application/zip");

    private final Stage stage;
    private final Recipient recipient;

    DownloadFilesStoryTest(Stage stage) {
        this.stage = stage;
        this.recipient = Recipient.of(stage.world());
    }

    @Test
    void each_file_is_what_the_page_says_and_opens_in_its_program(@TempDir Path directory) throws Exception {
        LocalOrder order = stage.freshOrder();
        String page = recipient.reads(Recipient.linkTo(stage, "files@down.example", order));
        List<String> hrefs = Recipient.linked(page);
        assertThat(hrefs).hasSameSizeAs(TYPES);
        for (int i = 0; i < hrefs.size(); i++) {
            assertThat(hrefs.get(i)).endsWith(TakenFiles.KINDS.get(i));
            keep(directory, hrefs.get(i), TYPES.get(i));
        }
        TakenFiles files = new TakenFiles(directory);
        files.areThoseOf(order, stage.world().certCentral());
        assertThat(page)
                .contains(files.chain().facts().sha256(), files.chain().facts().serial());
        assertThat(stage.records().actions("files@down.example").stream()
                        .filter("link.downloaded"::equals)
                        .count())
                .isEqualTo(TYPES.size());
    }

    private void keep(Path directory, String href, String type) throws IOException {
        HttpResponse<byte[]> answer = recipient.asks("GET", href, "Range", "bytes=0-9");
        String name = href.substring(href.lastIndexOf('/') + 1);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"" + name + "\"");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("none");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        Files.write(directory.resolve(name), answer.body());
    }

    @Test
    void a_head_request_tells_the_length_and_counts_nothing_and_a_post_counts_as_a_get_does() {
        String link = Recipient.linkTo(stage, "methods@down.example", stage.freshOrder());
        String file = Recipient.linked(recipient.reads(link)).get(4);
        HttpResponse<byte[]> head = recipient.asks("HEAD", file);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(stage.records().actions("methods@down.example")).doesNotContain("link.downloaded");
        HttpResponse<byte[]> post = recipient.asks("POST", file);
        assertThat(post.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(post.body().length));
        assertThat(stage.records().actions("methods@down.example")).endsWith("link.opened", "link.downloaded");
    }

    @Test
    void the_terminals_command_has_the_public_address_whatever_the_host_header_says() {
        String link = Recipient.linkTo(stage, "terminal@down.example", stage.freshOrder());
        String shown = recipient.reads(link.replace("localhost", "127.0.0.1")).replaceAll("</?span>", "");
        assertThat(shown).contains("<code>curl -O " + link + "/").doesNotContain("127.0.0.1");
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
