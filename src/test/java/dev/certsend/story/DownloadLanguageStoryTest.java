package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages in the language of who reads them, and what they say of the sender, of newer certificates and of nothing at all. */
@ExtendWith(Story.class)
class DownloadLanguageStoryTest {
    private final Stage stage;
    private final Recipient recipient;

    DownloadLanguageStoryTest(Stage stage) {
        this.stage = stage;
        this.recipient = Recipient.of(stage.world());
    }

    @Test
    void the_page_is_in_the_readers_language_and_otherwise_in_the_senders() {
        String link = Recipient.linkTo(stage, "language@down.example", stage.freshOrder());
        HttpResponse<byte[]> french = recipient.asks("GET", link, "Accept-Language", "de, fr;q=0.9, en;q=0.8");
        assertThat(Recipient.text(french)).contains("<html lang=\"fr\">", "Certificat TLS pour");
        assertThat(french.headers().firstValue("Content-Language")).contains("fr");
        assertThat(french.headers().firstValue("Vary")).contains("Accept-Language");
        assertThat(recipient.reads(link)).contains("<html lang=\"en\">");
        stage.records().change("""
                UPDATE send SET language = 'fr' WHERE send_id =
                    (SELECT send_id FROM delivery WHERE recipient = 'language@down.example')""");
        assertThat(recipient.reads(link)).contains("<html lang=\"fr\">");
        assertThat(recipient.reads(link, "Accept-Language", "de")).contains("<html lang=\"fr\">");
        assertThat(recipient.reads(link, "Accept-Language", ";;q=,\"")).contains("<html lang=\"fr\">");
        assertThat(recipient.reads(link, "Accept-Language", "en")).contains("<html lang=\"en\">");
    }

    @Test
    void where_there_is_nothing_the_reader_is_told_so_in_their_language_and_in_english_otherwise() {
        String nowhere = "/d/" + "A".repeat(43);
        assertThat(recipient.reads(nowhere, "Accept-Language", "fr-CA")).contains("<html lang=\"fr\">");
        for (String other : List.of("de", "x;q=2", "*")) {
            assertThat(recipient.reads(nowhere, "Accept-Language", other)).contains("<html lang=\"en\">", "Their name");
        }
    }

    @Test
    void nothing_that_a_person_typed_becomes_markup_and_what_turns_writing_around_is_seen() {
        String link = Recipient.linkTo(stage, "hostile@down.example", stage.freshOrder());
        stage.records().change("""
                UPDATE send SET message = E'<script>alert(1)</script>\\n\\u202Egnp.exe', requester_name = '"><img src=x onerror=y>'
                WHERE send_id = (SELECT send_id FROM delivery WHERE recipient = 'hostile@down.example')""");
        assertThat(recipient.reads(link))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "\uFFFDgnp.exe")
                .doesNotContain("<script", "<img", "\u202e");
    }

    @Test
    void a_newer_certificate_of_the_order_is_told_and_the_one_that_was_sent_is_given() {
        String link = Recipient.linkTo(stage, "newer@down.example", stage.freshOrder());
        String before = recipient.reads(link);
        stage.records().change("""
                UPDATE cert_order SET certificate_id = certificate_id + 1000000, serial_number = '0ABCDEF0'
                WHERE order_id = (SELECT order_id FROM send JOIN delivery USING (send_id)
                    WHERE recipient = 'newer@down.example')""");
        String after = recipient.reads(link);
        assertThat(before).doesNotContain("newer certificate");
        assertThat(after).contains("There is a newer certificate of this order", "0ABCDEF0");
        assertThat(Recipient.linked(after)).isEqualTo(Recipient.linked(before));
    }
}
