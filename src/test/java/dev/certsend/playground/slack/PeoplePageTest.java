package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The picker of people in a real browser; left out where none is installed. */
class PeoplePageTest {

    private Browser browser;
    private LocalSlack slack;
    private ScriptedApp app;

    @SuppressWarnings("NullAway.Init")
    PeoplePageTest() {}

    @BeforeEach
    void open_the_form() {
        browser = Browser.open();
        slack = LocalSlack.start(SlackSettings.example());
        app = new ScriptedApp(slack);
        slack.alice().in("#certificates").types("/cert-orders");
        app.opens(app.last("command"), SamplePeople.modal("Share", 3));
        browser.goTo(slack.uiUrl().toString());
        browser.seen("action-who");
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.goTo("about:blank");
            browser.close();
            app.close();
            slack.close();
        }
    }

    @Test
    void people_are_found_by_name_and_chosen_with_the_keyboard_alone() {
        who().sendKeys("gina");
        browser.seen("option-U0GINA00004");
        who().sendKeys(Keys.ENTER);
        holds("U0BRUNO0002,U0GINA00004");
        assertThat(chips()).isEqualTo("Bruno Lefèvre× Gina Guest×");
        await().untilAsserted(() -> assertThat(app.last("block_actions").toString())
                .contains("\"selected_users\":[\"U0BRUNO0002\",\"U0GINA00004\"]"));
        who().sendKeys(Keys.BACK_SPACE, Keys.BACK_SPACE);
        holds("");
        who().sendKeys("lefevre");
        browser.seen("option-U0BRUNO0002");
        who().sendKeys(Keys.ENTER);
        holds("U0BRUNO0002");
        assertThat(browser.active().getDomAttribute("data-testid")).isEqualTo("action-who");
    }

    @Test
    void a_chip_is_removed_by_the_mouse_and_the_keys_go_on_in_the_field() {
        chooses("@chen", "Chen Wei");
        holds("U0BRUNO0002,U0CHEN00003");
        browser.press("Remove Bruno Lefèvre");
        holds("U0CHEN00003");
        assertThat(browser.active().getDomAttribute("data-testid")).isEqualTo("action-who");
        browser.picture("people-picker");
    }

    @Test
    void no_more_are_taken_than_fit() {
        chooses("gina", "Gina Guest");
        chooses("noor", "Noor Haddad");
        holds("U0BRUNO0002,U0GINA00004,U0NOOR00008");
        chooses("robbie", "Robbie Deploys");
        browser.eventually(() -> browser.found(By.cssSelector("[role=listbox]:not([hidden])"))
                .getText()
                .equals("You can choose at most 3"));
        holds("U0BRUNO0002,U0GINA00004,U0NOOR00008");
    }

    @Test
    void who_was_chosen_is_still_there_after_the_app_changed_the_form() {
        chooses("gina", "Gina Guest");
        holds("U0BRUNO0002,U0GINA00004");
        app.updates(slack.alice().modal().id(), "", SamplePeople.modal("Changed", 5));
        browser.eventually(() -> browser.found(By.id("modal-title")).getText().equals("Changed"));
        browser.eventually(() -> chips().equals("Bruno Lefèvre× Gina Guest×"));
    }

    /** By mouse, once the list has nobody else. */
    private void chooses(String typed, String name) {
        who().sendKeys(typed);
        By options = By.cssSelector("[role=listbox]:not([hidden]) [role=option]");
        browser.eventually(() -> browser.driver().findElements(options).size() == 1
                && browser.found(options).getText().contains(name));
        browser.found(options).click();
    }

    private WebElement who() {
        return browser.seen("action-who");
    }

    private String chips() {
        return browser.driver().findElements(By.cssSelector("[data-block=who] .chip")).stream()
                .map(chip -> chip.getText().replace("\n", ""))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private void holds(String ids) {
        browser.eventually(() -> slack.alice().modal().holds("who").equals(ids));
    }
}
