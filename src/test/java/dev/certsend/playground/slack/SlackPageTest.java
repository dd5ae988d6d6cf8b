package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.Browser;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser; left out where none is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackPageTest {

    private Browser opened;
    private ChromeDriver browser;
    private LocalSlack slack;
    private SampleBot bot;

    @SuppressWarnings("NullAway.Init")
    SlackPageTest() {}

    @BeforeAll
    void open_a_browser() {
        opened = Browser.open();
        browser = opened.driver();
    }

    @AfterAll
    void close_the_browser() {
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void open_the_page() {
        SlackSettings settings = SlackSettings.example();
        slack = LocalSlack.start(settings);
        bot = SampleBot.start(slack, settings);
        browser.get(slack.uiUrl().toString());
        eventually(() -> box().isEnabled());
    }

    @AfterEach
    void stop() {
        browser.get("about:blank");
        bot.close();
        slack.close();
    }

    @Test
    void the_whole_form_works_with_the_keyboard_alone() {
        box().sendKeys("/cert-s", Keys.ENTER);
        assertThat(box().getDomProperty("value")).isEqualTo("/cert-send ");
        box().sendKeys(Keys.ENTER);
        seen("field-order");
        assertThat(focused()).isEqualTo("action-order");
        active().sendKeys("exa");
        seen("option-10001");
        active().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
        eventually(() -> slack.alice().modal().reads().contains("Organization"));
        assertThat(slack.alice().modal().holds("order")).isEqualTo("10001");
        active().sendKeys(Keys.TAB);
        active().sendKeys("ops@example.com", Keys.chord(Keys.CONTROL, Keys.ENTER));
        seen("action-resend");
        eventually(() -> focused().equals("message-box"));
        assertThat(slack.channel("#certificates").lastMessage().reads()).contains("Certificate sent");
    }

    @Test
    void an_error_stands_under_its_field_and_takes_the_focus() {
        box().sendKeys("/cert-send ", Keys.ENTER);
        seen("submit").click();
        eventually(() -> !seen("error-order").getText().isEmpty());
        assertThat(focused()).isEqualTo("action-order");
        assertThat(active().getDomAttribute("aria-invalid")).isEqualTo("true");
    }

    @Test
    void escape_closes_the_list_first_and_then_the_form() {
        box().sendKeys("/cert-send ", Keys.ENTER);
        seen("action-order").sendKeys("exa");
        seen("option-10000");
        active().sendKeys(Keys.ESCAPE);
        assertThat(slack.alice().hasModal()).isTrue();
        active().sendKeys(Keys.ESCAPE);
        eventually(() -> !slack.alice().hasModal());
        eventually(() -> focused().equals("message-box"));
    }

    @Test
    void what_people_type_never_becomes_markup_of_the_page() {
        slack.bruno().in("#certificates").types("<img src=x onerror=alert(1)> *bold* & <https://x.example|`a`>");
        eventually(() ->
                !browser.findElements(By.cssSelector("[data-testid=message] b")).isEmpty());
        assertThat(seen("messages").getText()).contains("<img src=x onerror=alert(1)> bold &");
        assertThat(browser.findElements(By.cssSelector("#messages img[src=x]"))).isEmpty();
    }

    @Test
    void acting_as_somebody_else_shows_their_workspace() {
        slack.alice().in("#general").types("/cert-send help");
        eventually(() -> seen("channel-general").getText().contains("new messages"));
        seen("channel-general").click();
        eventually(() -> seen("messages").getText().contains("Only visible to you"));
        seen("acting-as").sendKeys("Una");
        eventually(() -> browser.findElements(By.cssSelector("[data-testid=channel-general]"))
                .isEmpty());
        assertThat(seen("messages").getText()).doesNotContain("Only visible to you");
    }

    @Test
    void an_edit_arrives_by_itself() {
        bot.call(
                "chat.postMessage",
                Json.object()
                        .put("channel", "C0CERTIFIC1")
                        .put("text", "x")
                        .set(
                                "blocks",
                                SampleForm.outcome("Queued", slack.alice().id(), true)));
        seen("action-resend").click();
        eventually(() -> seen("messages").getText().contains("Certificate sent again"));
    }

    private WebElement box() {
        return seen("message-box");
    }

    private WebElement active() {
        return browser.switchTo().activeElement();
    }

    private String focused() {
        return String.valueOf(active().getDomAttribute("data-testid"));
    }

    private WebElement seen(String testid) {
        return new WebDriverWait(browser, Duration.ofSeconds(10), Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(b -> b.findElements(By.cssSelector("[data-testid='" + testid + "']")).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    private void eventually(BooleanSupplier holds) {
        new WebDriverWait(browser, Duration.ofSeconds(10), Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(b -> holds.getAsBoolean());
    }
}
