package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.Browser;
import dev.certsend.playground.certcentral.LocalOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser, under its real headers, whether or not a mail scanner was there before. */
@ExtendWith(Story.class)
class DownloadBrowserTest {
    private static final String COUNTERS = """
            SELECT opened || '/' || downloaded || '/' || scanned FROM link JOIN delivery USING (delivery_id)
            WHERE recipient = ?""";

    private static Browser browser;

    private final Stage stage;
    private final TakenFiles taken;

    DownloadBrowserTest(Stage stage, @TempDir Path directory) {
        this.stage = stage;
        this.taken = new TakenFiles(directory);
    }

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"NOTHING, 0", "NOTHING, 6", "A_SCANNER, 0", "A_SCANNER, 6"})
    void every_file_is_taken_and_opens_in_its_programs(Before before, int most) throws Exception {
        String address = before.address("files-" + most);
        LocalOrder order = stage.freshOrder();
        String link = most == 0
                ? Recipient.linkTo(stage, address, order)
                : Recipient.countedLinkTo(stage, address, order, most);
        int scanned = before.happensTo(link);
        show(link);
        By files = By.cssSelector(".main, .files a, .files button");
        for (int i = 0; i < TakenFiles.KINDS.size(); i++) {
            browser.driver().findElements(files).get(i).click();
            downloaded(TakenFiles.KINDS.get(i));
        }
        taken.areThoseOf(order, stage.world().certCentral());
        assertThat(stage.records().texts(COUNTERS, address)).containsExactly("1/6/" + scanned);
        assertThat(stage.records().reasons(address, "link.opened").stream().filter(String::isEmpty))
                .hasSize(1);
        assertThat(stage.records().reasons(address, "link.downloaded")).containsAll(names());
        browser.goTo(link);
        assertThat(browser.driver().findElements(files)).hasSize(most == 0 ? 6 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void all_of_the_page_is_used_by_keyboard_alone(Before before) throws Exception {
        String link = Recipient.linkTo(stage, before.address("keyboard"), stage.freshOrder());
        before.happensTo(link);
        show(link);
        press(Keys.TAB);
        assertThat(browser.active().getText()).isEqualTo("Download certificate with chain");
        press(Keys.ENTER);
        downloaded("_chain.pem");
        assertThat(browser.driver().getPageSource())
                .contains(taken.chain().facts().sha256());
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            press(Keys.TAB);
            WebElement active = browser.active();
            reached.add(active.getText().lines().findFirst().orElse(""));
            if (active.getTagName().equals("summary")) {
                press(Keys.ENTER);
                assertThat(active.findElement(By.xpath("..")).getDomProperty("open"))
                        .isEqualTo("true");
            }
        }
        assertThat(reached)
                .endsWith("nginx", "Apache", "IIS", "Tomcat", "HAProxy", "AWS Certificate Manager")
                .allSatisfy(text -> assertThat(text).isNotBlank());
        browser.picture("download-by-keyboard");
    }

    @Test
    void one_click_selects_the_whole_of_a_serial_number_a_fingerprint_or_a_command() throws Exception {
        show(Recipient.linkTo(stage, "select@browser.example", stage.freshOrder()));
        browser.driver()
                .findElements(By.tagName("details"))
                .forEach(details -> details.findElement(By.tagName("summary")).click());
        List<WebElement> codes = browser.driver().findElements(By.tagName("code"));
        assertThat(codes).hasSizeGreaterThan(10);
        for (WebElement code : codes) {
            code.click();
            String selected = String.valueOf(browser.driver().executeScript("return getSelection().toString()"));
            String value = String.valueOf(code.getDomProperty("textContent")).strip();
            assertThat(selected.strip()).isEqualTo(value).doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_counted_download_is_pressed_and_gone_and_the_page_says_so(Before before) throws Exception {
        String address = before.address("press");
        String link = Recipient.countedLinkTo(stage, address, stage.freshOrder(), 1);
        before.happensTo(link);
        show(link);
        browser.picture("download-counted");
        browser.found(By.cssSelector("button.main")).click();
        downloaded("_chain.pem");
        assertThat(taken.chain().facts().names()).isNotEmpty();
        browser.goTo(link);
        assertThat(browser.driver().findElements(By.tagName("button"))).isEmpty();
        assertThat(browser.found(By.cssSelector(".notice h2")).getText()).isEqualTo("This link has no downloads left");
        browser.picture("download-used-up");
    }

    private void show(String link) {
        browser.keepDownloads(taken.directory());
        browser.goTo(link);
    }

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    private void downloaded(String kind) {
        await().until(() -> taken.find(kind).isPresent());
    }

    private List<String> names() {
        return TakenFiles.KINDS.stream()
                .map(kind -> taken.find(kind).orElseThrow().getFileName().toString())
                .toList();
    }
}
