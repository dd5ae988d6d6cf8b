package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.slack.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail scanners open links before people do, which takes nothing from anybody and is told as what it is. */
@ExtendWith(Story.class)
class MailScannerStoryTest {
    private static final String[] LIKE_A_BROWSER = {
        "Accept-Language", "en-GB,en;q=0.9", "User-Agent", MailScanner.DISGUISED.agent()
    };

    private final Stage stage;
    private final SentLinkStage links;
    private final Recipient recipient;

    MailScannerStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.recipient = Recipient.of(stage.world());
    }

    static List<MailScanner> all() {
        return MailScanner.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_kind_is_known_for_one_and_none_takes_a_download_that_is_counted(MailScanner scanner) {
        String address = "kind-" + MailScanner.ALL.indexOf(scanner) + "@scanner.example";
        String link = Recipient.countedLinkTo(stage, address, 1);
        assertThat(scanner.opens(link)).isEqualTo(2);
        assertThat(number("opened + downloaded", address)).isZero();
        assertThat(number("scanned", address)).isEqualTo(2);
        assertThat(stage.records().reasons(address, "link.opened"))
                .hasSize(2)
                .allMatch(reason -> reason.startsWith("looks like a machine: it "));
        List<String> files = Recipient.pressed(recipient.reads(link, LIKE_A_BROWSER));
        assertThat(recipient.asks("POST", files.get(0), LIKE_A_BROWSER).statusCode())
                .isEqualTo(200);
        assertThat(number("opened", address)).isEqualTo(1);
        assertThat(number("downloaded", address)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void what_a_scanner_does_is_nobodys_news(int most) {
        String address = "news-" + most + "@scanner.example";
        links.sends(address);
        links.confirmation(address, "Revoke link");
        if (most > 0) {
            stage.records().change("""
                    UPDATE send SET most_downloads = ? WHERE send_id =
                        (SELECT send_id FROM delivery WHERE recipient = ?)""", most, address);
        }
        String link = links.linkTo(address);
        int given = MailScanner.DISGUISED.opens(link);
        assertThat(given).isEqualTo(most > 0 ? 2 : 14);
        assertThat(stage.records().untold(address)).isFalse();
        Message list = links.lists(stage.slack().alice(), address);
        assertThat(list.reads())
                .contains(given + " machine visits")
                .doesNotContain("opened")
                .doesNotContain("last used");
        assertThat(links.told(address).reads()).doesNotContain("opened").doesNotContain("downloaded");

        recipient.reads(link, LIKE_A_BROWSER);
        stage.records().hastenConfirmations();
        links.confirmation(address, "opened");
        assertThat(links.lists(stage.slack().alice(), address).reads()).contains("opened once", "last used");
    }

    @Test
    void however_many_scanners_a_letter_passes_the_person_after_them_waits_for_nothing() {
        String link = Recipient.linkTo(stage, "queue@scanner.example", stage.freshOrder());
        int given = MailScanner.ALL.stream()
                .mapToInt(scanner -> scanner.opens(link))
                .sum();
        // More than one link takes at once: some were turned away.
        assertThat(given).isBetween(1, 14 * MailScanner.ALL.size() - 1);
        assertThat(number("scanned", "queue@scanner.example")).isEqualTo(given);
        String page = Recipient.text(recipient.asks("GET", link, LIKE_A_BROWSER));
        List<String> files = Recipient.linked(page);
        assertThat(files).hasSize(6).allSatisfy(file -> assertThat(
                        recipient.asks("GET", file, LIKE_A_BROWSER).statusCode())
                .isEqualTo(200));
        await().until(() -> number("downloaded", "queue@scanner.example") == 6);
    }

    private long number(String what, String address) {
        return stage.records()
                .number("SELECT " + what + " FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?", address);
    }
}
