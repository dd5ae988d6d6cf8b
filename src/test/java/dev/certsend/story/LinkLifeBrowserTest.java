package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.Browser;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The life of one link as its sender sees it in Slack, and its recipient in a mailbox and on the page. */
@ExtendWith(OrdersScreen.Cleared.class)
class LinkLifeBrowserTest {
    private final OrdersScreen screen;
    private final Browser browser;
    private final Records records;
    private final TakenFiles taken;
    private final String first;

    LinkLifeBrowserTest(OrdersScreen screen, @TempDir Path directory) {
        this.screen = screen;
        this.browser = screen.browser();
        this.records = Records.of(screen.world().variables());
        this.taken = new TakenFiles(directory);
        this.first = browser.driver().getWindowHandle();
    }

    @AfterEach
    void close_the_page() {
        Set<String> windows = browser.driver().getWindowHandles();
        browser.driver().switchTo().window(first);
        windows.stream().filter(window -> !window.equals(first)).forEach(this::close);
        browser.driver().switchTo().window(first);
    }

    private void close(String window) {
        browser.driver().switchTo().window(window).close();
    }

    @ParameterizedTest
    @EnumSource
    void a_link_is_sent_opened_used_up_revoked_and_sent_again(Before before) throws Exception {
        String address = before.address("life");
        sends(address);
        String link = Visitor.linkIn(screen.mailTo(address).parsed().text().orElseThrow());
        before.happensTo(link);

        opensLetter(address);
        screen.picture("life-page");
        assertThat(page()).contains("Downloads left: 2 of 2");
        takes("_chain.pem");
        takes("_chain.p7b");
        browser.goTo(link);
        assertThat(page()).contains("This link has no downloads left");
        screen.picture("life-used-up");

        screen.back();
        records.hastenConfirmations();
        told(address, "· opened, downloaded twice, no downloads left");
        screen.picture("life-confirmation");
        browser.press("Links", address);
        browser.eventually(() -> screen.modal().contains("2 of 2 downloads used"));
        screen.picture("life-links");
        browser.seen("cancel").click();
        browser.gone("modal");

        browser.press("Revoke link", address);
        assertThat(browser.seen("confirm").getText()).contains("Revoke the link?", "will open nothing any more");
        screen.picture("life-sure");
        browser.seen("deny").click();
        browser.press("Revoke link", address);
        browser.seen("confirm-yes").click();
        told(address, "opened, downloaded twice, link revoked");
        browser.goTo(link);
        assertThat(page()).contains("There is nothing at this address");

        assertThat(taken.chain().facts().names()).contains("shop.example.com");

        screen.back();
        screen.type("/cert-send links " + address);
        browser.eventually(() -> browser.ephemeral().contains("revoked by"));
        screen.picture("life-list");
        browser.press("Send again " + address);
        assertThat(browser.seen("action-link_days").getDomProperty("value")).isEqualTo("3");
        assertThat(browser.seen("action-most_downloads").getDomProperty("value"))
                .isEqualTo("2");
        assertThat(browser.seen("action-recipients").getDomProperty("value")).isEqualTo(address);
        assertThat(browser.seen("action-message").getDomProperty("value")).isEqualTo("For the new balancer");
        screen.picture("life-again");
    }

    private void sends(String address) {
        screen.type("/cert-send shop.example.com " + address);
        browser.seen("action-message").sendKeys("For the new balancer");
        browser.found(By.cssSelector("input[type=radio][value=downloadlink]")).click();
        browser.seen("action-link_days").sendKeys(Keys.chord(Keys.CONTROL, "a"), "3");
        browser.seen("action-most_downloads").sendKeys("2");
        screen.picture("life-form");
        browser.seen("submit").click();
    }

    /** In the mailbox; the page opens in a window of its own. */
    private void opensLetter(String address) {
        browser.keepDownloads(taken.directory());
        browser.goTo(screen.world().mail().inboxUrl() + "mails/"
                + screen.mailTo(address).number());
        WebDriver.TargetLocator to = browser.driver().switchTo();
        to.frame(browser.found(By.tagName("iframe")));
        Set<String> before = browser.driver().getWindowHandles();
        browser.found(By.linkText("Open the download page")).click();
        browser.eventually(() -> browser.driver().getWindowHandles().size() > before.size());
        browser.driver().getWindowHandles().stream()
                .filter(window -> !before.contains(window))
                .forEach(to::window);
    }

    private String page() {
        return browser.found(By.tagName("main")).getText();
    }

    private void takes(String kind) {
        browser.found(By.cssSelector("form[action$='" + kind + "'] button")).click();
        await().until(() -> taken.find(kind).isPresent());
    }

    private void told(String address, String what) {
        String line = "//*[@data-testid='message'][contains(., '" + address + "')][contains(., '" + what + "')]";
        browser.found(By.xpath(line));
    }
}
