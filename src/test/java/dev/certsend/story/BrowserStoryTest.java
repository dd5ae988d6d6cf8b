package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.playground.Browser;
import dev.certsend.playground.World;
import dev.certsend.playground.slack.PageLink;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The playground as a person uses it, in a real browser: from the typed command to the opened certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserStoryTest {
    private Browser browser;
    private World world;

    @SuppressWarnings("NullAway.Init")
    BrowserStoryTest() {}

    @BeforeAll
    void open() {
        browser = Browser.open();
        world = new World(Map.of()).start().filled();
        world.slack()
                .links(List.of(new PageLink("Inbox", URI.create(world.mail().inboxUrl()))));
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            world.close();
        }
    }

    @Test
    void from_the_typed_command_to_the_opened_attachment() throws Exception {
        send("attachment", "anna@example.com, ben@example.net", "Please install this before Friday.");
        browser.goTo(mailTo("anna@example.com") + "/attachments");
        browser.picture("inbox-attachment");
        String file = linkOf(By.cssSelector("a[href*='/attachments/']"));
        CertificateChain chain = CertificateChain.parse(read(file));
        assertThat(chain.facts().names()).contains("shop.example.com");
    }

    @Test
    void from_the_typed_command_to_the_text_of_the_mail() throws Exception {
        send("plaintext", "carl@example.com, dora@example.net", "");
        browser.goTo(mailTo("carl@example.com") + "/text");
        browser.picture("inbox-plaintext");
        String text = browser.found(By.tagName("pre")).getText();
        assertThat(CertificateChain.parse(text).facts().names()).contains("shop.example.com");
    }

    @Test
    void from_the_typed_command_to_the_download_page_and_its_file() throws Exception {
        send("downloadlink", "emil@example.com, fine@example.net", "");
        browser.goTo(mailTo("emil@example.com") + "/frame");
        browser.picture("letter-downloadlink");
        browser.goTo(linkOf(By.cssSelector("a.button")));
        browser.picture("download-page");
        assertThat(browser.found(By.tagName("h1")).getText()).contains("shop.example.com");
        String file = linkOf(By.cssSelector("a.main"));
        assertThat(CertificateChain.parse(read(file)).facts().names()).contains("shop.example.com");
    }

    @Test
    void what_is_wrong_stands_under_its_field_and_what_was_sent_is_in_the_audit_log() {
        openForm();
        browser.seen("action-recipients").sendKeys("bob at example.com");
        browser.seen("submit").click();
        browser.eventually(() -> browser.seen("error-recipients").getText().contains("no @"));
        browser.picture("form-errors");
        browser.seen("cancel").click();
        browser.gone("modal");
        type("/cert-audit");
        browser.eventually(() -> browser.seen("messages").getText().contains("Send refused"));
        browser.picture("audit");
    }

    private void openForm() {
        browser.goTo(world.slack().uiUrl().toString());
        browser.eventually(() -> browser.seen("message-box").isEnabled());
        type("/cert-send");
        WebElement picker = browser.seen("action-order");
        picker.sendKeys("shop.example");
        long order = world.certCentral().order("shop.example.com").id();
        browser.picture("picker");
        browser.seen("option-" + order).click();
    }

    private void send(String mode, String recipients, String message) {
        openForm();
        browser.seen("action-recipients").sendKeys(recipients);
        browser.found(By.cssSelector("input[type=radio][value=" + mode + "]")).click();
        browser.seen("action-message").sendKeys(message);
        browser.picture("form-" + mode);
        browser.seen("submit").click();
        String first = recipients.substring(0, recipients.indexOf(','));
        browser.eventually(() -> {
            List<WebElement> messages = browser.driver().findElements(By.cssSelector("[data-testid=message]"));
            String last =
                    messages.isEmpty() ? "" : messages.get(messages.size() - 1).getText();
            return last.contains(first) && last.contains("2 of 2 accepted");
        });
        browser.picture("channel-" + mode);
    }

    private void type(String line) {
        WebElement box = browser.seen("message-box");
        box.sendKeys(line + " ", Keys.ENTER);
    }

    private String mailTo(String address) {
        int number = world.mail().mails().stream()
                .filter(mail -> mail.recipients().contains(address))
                .findFirst()
                .orElseThrow()
                .number();
        String inbox = world.mail().inboxUrl();
        return (inbox.endsWith("/") ? inbox : inbox + "/") + "mails/" + number;
    }

    private String linkOf(By by) {
        return String.valueOf(browser.found(by).getDomProperty("href"));
    }

    private static String read(String url) throws Exception {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
