package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.ParsedMail;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The lower half of the form in a real browser: to whom, as what, how it will look, and is that really meant. */
@ExtendWith(OrdersScreen.Cleared.class)
class LetterFormBrowserTest {
    private final OrdersScreen screen;

    LetterFormBrowserTest(OrdersScreen screen) {
        this.screen = screen;
    }

    @AfterEach
    void back_from_the_phone() {
        screen.browser().width(0);
    }

    @Test
    void every_control_is_used_by_mouse_and_the_letter_is_as_chosen() {
        open("shop.example.com");
        screen.picture("form-opened");
        people("bruno", "Bruno Lefèvre");
        people("gina", "Gina Guest");
        screen.browser().press("Remove Gina Guest");
        field("recipients").sendKeys("mouse@letter.example");
        field("message").sendKeys("For the new balancer");
        for (String without : List.of("plaintext", "downloadlink")) {
            mode(without).click();
            screen.browser().gone("action-format");
            screen.picture("form-" + without);
            mode("attachment").click();
            screen.browser().seen("action-format");
        }
        screen.browser().choose("Format of the attachment", "PKCS #7");
        screen.picture("form-attachment");

        screen.browser().press("Preview");
        screen.browser().eventually(() -> screen.modal().contains("_chain.p7b"));
        screen.picture("form-preview");
        assertThat(screen.modal())
                .contains("For the new balancer", "Each of the 2 recipients", "bruno@example.com", "alice@example.com");
        screen.browser().seen("cancel").click();
        screen.browser().seen("action-format");
        screen.holds("Format of the attachment", "PKCS #7.*");
        assertThat(field("recipients").getDomProperty("value")).isEqualTo("mouse@letter.example");
        assertThat(field("message").getDomProperty("value")).isEqualTo("For the new balancer");
        assertThat(chips()).containsExactly("Bruno Lefèvre");

        screen.browser().seen("submit").click();
        for (String address : List.of("mouse@letter.example", "bruno@example.com")) {
            ParsedMail letter = screen.mailTo(address).parsed();
            assertThat(letter.attachments().get(0).name()).endsWith("_chain.p7b");
            assertThat(letter.text().orElseThrow()).contains("For the new balancer");
        }
    }

    @Test
    void every_control_is_used_by_keyboard_and_the_letter_is_as_chosen() {
        open("www.example.com");
        screen.keys(Keys.chord(Keys.CONTROL, Keys.HOME));
        field("order").sendKeys(Keys.TAB);
        screen.isAt("recipients");
        screen.keys("keyboard@letter.example", Keys.TAB);
        screen.isAt("people");
        screen.keys("chen");
        screen.browser().seen("option-" + screen.world().slack().chen().id());
        screen.keys(Keys.ENTER);
        screen.browser().eventually(() -> chips().equals(List.of("Chen Wei")));
        screen.keys(Keys.TAB);
        // Down to the second mode and up again: the field of formats goes and comes.
        screen.keys(Keys.ARROW_DOWN);
        screen.browser().gone("action-format");
        screen.keys(Keys.ARROW_UP);
        screen.browser().seen("action-format");
        screen.keys(Keys.TAB);
        screen.isAt("format");
        screen.byKeyboard("format", "ZIP");
        screen.holds("Format of the attachment", "ZIP.*");
        screen.keys(Keys.TAB);
        screen.isAt("message");
        screen.keys("No mouse", Keys.TAB);
        screen.isAt("preview");
        screen.keys(Keys.ENTER);
        screen.browser().eventually(() -> screen.modal().contains("_all.zip"));
        screen.keys(Keys.ESCAPE);
        screen.browser().seen("action-format");
        screen.isAt("preview");
        assertThat(chips()).containsExactly("Chen Wei");
        screen.keys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        assertThat(screen.mailTo("keyboard@letter.example").parsed().attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.name()).endsWith("_all.zip"));
        screen.mailTo("chen@example.com");
    }

    @Test
    void a_link_lasts_as_typed_and_leads_to_the_page() {
        open("shop.example.com");
        field("recipients").sendKeys("linked@letter.example");
        mode("downloadlink").click();
        screen.browser().seen("action-link_days");
        assertThat(field("link_days").getDomProperty("value")).isEqualTo("14");
        field("link_days").sendKeys(Keys.chord(Keys.CONTROL, "a"), "91", Keys.TAB);
        screen.isAt("most_downloads");
        screen.keys("25", Keys.TAB);
        screen.isAt("message");
        screen.browser().seen("submit").click();
        screen.browser()
                .eventually(
                        () -> screen.browser().seen("error-link_days").getText().contains("from 1 to 90"));
        screen.picture("form-link-refused");
        field("link_days").sendKeys(Keys.chord(Keys.CONTROL, "a"), "3");
        mode("plaintext").click();
        screen.browser().gone("action-link_days");
        mode("downloadlink").click();
        screen.browser().seen("action-link_days");
        assertThat(field("link_days").getDomProperty("value")).isEqualTo("3");
        assertThat(field("most_downloads").getDomProperty("value")).isEqualTo("25");
        screen.picture("form-link");
        screen.browser().seen("submit").click();

        String letter = screen.mailTo("linked@letter.example").parsed().text().orElseThrow();
        assertThat(letter).contains("The page gives a file 25 times at most.");
        screen.browser().goTo(Visitor.linkIn(letter));
        screen.browser()
                .eventually(() ->
                        screen.browser().found(By.tagName("body")).getText().contains("shop.example.com"));
        screen.picture("form-link-opened");
    }

    @Test
    void a_doubt_is_seen_beside_the_button_and_a_second_send_sends() {
        LocalOrder order = screen.order("shop.example.com");
        open("shop.example.com");
        field("recipients").sendKeys("doubted@gmial.com, sure@letter.example");
        field("message").sendKeys("Think twice");
        screen.browser().seen("submit").click();
        screen.browser().eventually(() -> screen.modal().contains("did you mean doubted@gmail.com?"));
        screen.picture("form-doubt");
        assertThat(field("recipients").getDomProperty("value")).contains("doubted@gmial.com");
        assertThat(field("message").getDomProperty("value")).isEqualTo("Think twice");
        screen.browser().seen("submit").click();
        assertThat(screen.serialMailedTo("doubted@gmial.com"))
                .isEqualTo(order.certificate().serial());
        screen.mailTo("sure@letter.example");
    }

    @Test
    void who_cannot_be_written_to_is_named_under_the_picker_of_people() {
        open("shop.example.com");
        people("noor", "Noor Haddad");
        people("robbie", "Robbie Deploys");
        screen.browser().seen("submit").click();
        screen.browser().eventually(() -> screen.browser()
                .seen("error-people")
                .getText()
                .contains("Noor Haddad has no e-mail address in Slack"));
        screen.picture("form-people-refused");
        assertThat(screen.browser().seen("error-people").getText()).contains("Robbie Deploys is an app");
    }

    @Test
    void a_letter_of_a_hundred_names_and_twenty_recipients_can_be_read_in_its_preview() {
        open("gateway.brightwater.example");
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            all.append("reader").append(i).append("@letter.example, ");
        }
        field("recipients").sendKeys(all);
        field("message").sendKeys("Long words ".repeat(90));
        mode("plaintext").click();
        screen.browser().gone("action-format");
        screen.browser().press("Preview");
        screen.browser().eventually(() -> screen.modal().contains("Each of the 20 recipients"));
        screen.picture("form-preview-long");
        assertThat(screen.modal()).contains("BEGIN CERTIFICATE");
        screen.browser().width(390);
        screen.picture("form-preview-phone");
        screen.browser().seen("cancel").click();
        screen.browser().seen("action-recipients");
        screen.picture("form-phone");
    }

    private void open(String words) {
        screen.type("/cert-send " + words);
        screen.browser().seen("action-order");
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(screen.order(words))));
    }

    /** By mouse, once the list has nobody else. */
    private void people(String typed, String name) {
        field("people").sendKeys(typed);
        By options = By.cssSelector("[role=listbox]:not([hidden]) [role=option]");
        screen.browser()
                .eventually(
                        () -> screen.browser().driver().findElements(options).size() == 1
                                && screen.browser().found(options).getText().contains(name));
        screen.browser().found(options).click();
        screen.browser().eventually(() -> chips().contains(name));
    }

    private List<String> chips() {
        return screen.browser().driver().findElements(By.cssSelector("[data-block=people] .chip")).stream()
                .map(chip -> chip.getText().replaceAll("[\n×]", ""))
                .toList();
    }

    private WebElement field(String actionId) {
        return screen.browser().seen("action-" + actionId);
    }

    private WebElement mode(String value) {
        return screen.browser().found(By.cssSelector("input[type=radio][value=" + value + "]"));
    }
}
