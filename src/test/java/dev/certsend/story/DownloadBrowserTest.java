package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.playground.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser, under its real headers. */
@ExtendWith(Story.class)
class DownloadBrowserTest {
    private static Browser browser;

    private final Stage stage;
    private final Path directory;

    DownloadBrowserTest(Stage stage, @TempDir Path directory) {
        this.stage = stage;
        this.directory = directory;
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

    @Test
    void all_of_the_page_is_used_by_keyboard_alone() throws Exception {
        show(Recipient.linkTo(stage, "keyboard@browser.example", stage.freshOrder()));
        press(Keys.TAB);
        assertThat(browser.active().getText()).isEqualTo("Download certificate with chain");
        press(Keys.ENTER);
        CertificateChain chain = CertificateChain.parse(Files.readString(downloaded("_chain.pem")));
        assertThat(browser.driver().getPageSource()).contains(chain.facts().sha256());
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

    @Test
    void a_counted_download_is_pressed_and_gone_and_the_page_says_so() throws Exception {
        String link = Recipient.countedLinkTo(stage, "press@browser.example", 1);
        show(link);
        browser.picture("download-counted");
        browser.found(By.cssSelector("button.main")).click();
        CertificateChain.parse(Files.readString(downloaded("_chain.pem")));
        browser.goTo(link);
        assertThat(browser.driver().findElements(By.tagName("button"))).isEmpty();
        assertThat(browser.found(By.cssSelector(".notice h2")).getText()).isEqualTo("This link has no downloads left");
        browser.picture("download-used-up");
    }

    private void show(String link) {
        browser.driver()
                .executeCdpCommand(
                        "Browser.setDownloadBehavior",
                        Map.of("behavior", "allow", "downloadPath", directory.toString()));
        browser.goTo(link);
    }

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    private Path downloaded(String ending) {
        await().until(() -> found(ending).isPresent());
        return found(ending).orElseThrow();
    }

    private Optional<Path> found(String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
