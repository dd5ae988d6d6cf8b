package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.Browser;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Lists with filters and rows of buttons, as a person uses them in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPageTest {

    private Browser browser;
    private LocalSlack slack;
    private ScriptedApp app;

    @SuppressWarnings("NullAway.Init")
    ListPageTest() {}

    @BeforeAll
    void open_a_browser() {
        browser = Browser.open();
    }

    @AfterAll
    void close_the_browser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open_the_page() {
        slack = LocalSlack.start(SlackSettings.example());
        app = new ScriptedApp(slack);
        browser.width(0);
        browser.goTo(slack.uiUrl().toString());
        browser.eventually(() -> browser.seen("message-box").isEnabled());
    }

    @AfterEach
    void stop() {
        browser.goTo("about:blank");
        app.close();
        slack.close();
    }

    @Test
    void a_filter_replaces_the_answer_in_place_and_keeps_the_focus() {
        askForTheList();
        app.on("block_actions", payload -> {
            app.responds(payload, SampleList.message("One order").put("replace_original", true));
            return "";
        });
        int before = top("action-status");
        browser.choose("Any status", "Revoked");
        browser.eventually(() -> browser.ephemeral().contains("One order"));
        assertThat(hook(browser.active())).isEqualTo("action-status");
        assertThat(browser.active().getDomProperty("value")).isEqualTo("Revoked");
        assertThat(top("action-status")).isEqualTo(before);
        browser.date("Expires before", LocalDate.of(2027, 1, 31));
        browser.eventually(() -> app.heard("block_actions", "2027-01-31"));
        assertThat(app.last("block_actions").path("state").toString()).contains("\"revoked\"");
        browser.picture("list-message");
    }

    @Test
    void a_button_of_a_row_opens_a_modal_and_escape_leads_back_to_it() {
        askForTheList();
        opensOnPress();
        browser.press("Details", "shop.example.com");
        browser.eventually(() -> slack.alice().hasModal());
        assertThat(Json.text(app.last("block_actions").path("actions").path(0), "value"))
                .isEqualTo("10002");
        browser.seen("field-to");
        browser.active().sendKeys(Keys.ESCAPE);
        browser.gone("modal");
        browser.eventually(() -> row(browser.active()).equals("order-10002"));
    }

    @Test
    void an_answer_that_is_deleted_leaves_the_focus_in_the_message_box() {
        askForTheList();
        app.on("block_actions", payload -> {
            app.responds(payload, Json.object().put("delete_original", true));
            return "";
        });
        browser.press("Older");
        browser.eventually(() -> browser.ephemeral().isEmpty());
        browser.eventually(() -> hook(browser.active()).equals("message-box"));
    }

    @Test
    void a_view_drawn_anew_keeps_what_is_being_typed_and_where_the_caret_is() {
        openTheSearch();
        browser.seen("action-to").sendKeys("ops@example.com", Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        ObjectNode changed = SampleList.search("Changed");
        for (JsonNode block : changed.path("blocks")) {
            if (Json.text(block, "type").equals("input")) {
                ((ObjectNode) block).set("hint", SampleForm.plain("A hint that was not there"));
            }
        }
        app.updates(slack.alice().modal().id(), "", changed);
        browser.eventually(() -> browser.seen("modal").getText().contains("A hint that was not there"));
        browser.active().sendKeys("x.");
        assertThat(browser.seen("action-to").getDomProperty("value")).isEqualTo("ops@example.x.com");
        browser.choose("Any status", "Issued");
        browser.eventually(() -> app.heard("block_actions", "ops@example.x.com"));
    }

    @Test
    void a_chosen_order_stays_shown_and_options_are_asked_for_anew() {
        openTheSearch();
        app.on("block_suggestion", any -> ViewStateTest.options("10001"));
        app.on("block_actions", payload -> {
            JsonNode view = payload.path("view");
            ObjectNode changed = SampleList.search("Changed");
            ((ObjectNode) changed.path("blocks").path(1)).set("hint", SampleForm.plain("OV, issued"));
            app.updates(Json.text(view, "id"), Json.text(view, "hash"), changed);
            return "";
        });
        browser.search("Order", "1", "Order 10001");
        browser.eventually(() -> browser.seen("modal").getText().contains("OV, issued"));
        assertThat(browser.seen("action-order").getDomProperty("value")).isEqualTo("Order 10001");
        assertThat(hook(browser.active())).isEqualTo("action-order");
        app.on("block_suggestion", any -> ViewStateTest.options("10009"));
        browser.choose("Order", "Order 10009");
        browser.eventually(() -> slack.alice().modal().holds("order").equals("10009"));
    }

    @Test
    void what_lay_below_shows_again_as_it_was_left() {
        browser.seen("message-box").sendKeys("/cert-orders ", Keys.ENTER);
        browser.eventually(() -> slack.requests().size() == 1);
        app.opens(app.last("command"), SampleList.modal("Orders", SampleList.blocks("Three orders")));
        browser.choose("Any status", "Revoked");
        browser.picture("list-modal");
        app.on("block_actions", payload -> {
            app.pushes(payload, ViewStackTest.detail("Details"));
            return "";
        });
        browser.press("Details", "a-rather-long-host-name");
        browser.seen("field-to");
        browser.active().sendKeys(Keys.ESCAPE);
        browser.eventually(() -> browser.seen("modal").getText().contains("Three orders"));
        assertThat(browser.seen("action-status").getDomProperty("value")).isEqualTo("Revoked");
        browser.eventually(() -> row(browser.active()).equals("order-10003"));
        assertThat(slack.alice().modal().stackDepth()).isOne();
    }

    @Test
    void a_menu_of_three_dots_works_by_keyboard() {
        app.on("command", any -> Json.object()
                .put("text", "Sent")
                .<ObjectNode>set("blocks", SampleForm.outcome("Sent", "U0ALICE0001", true))
                .toString());
        browser.seen("message-box").sendKeys("/cert-orders ", Keys.ENTER);
        browser.seen("action-more").sendKeys(Keys.ENTER);
        browser.seen("option-revoke");
        browser.picture("overflow");
        browser.active().sendKeys(Keys.ESCAPE);
        browser.gone("option-revoke");
        assertThat(hook(browser.active())).isEqualTo("action-more");
        browser.active().sendKeys(Keys.ENTER);
        browser.seen("option-audit");
        browser.active().sendKeys(Keys.ARROW_DOWN);
        browser.active().sendKeys(Keys.ENTER);
        browser.eventually(() -> slack.requests().size() == 2);
        assertThat(Json.text(app.last("block_actions").path("actions").path(0).path("selected_option"), "value"))
                .isEqualTo("audit");
    }

    @Test
    void nothing_sticks_out_of_a_narrow_page() {
        browser.width(400);
        askForTheList();
        browser.picture("list-message-narrow");
        assertThat(stickingOut()).isEqualTo("");
        opensOnPress();
        browser.press("Details", "www.example.com");
        browser.seen("field-to");
        app.updates(slack.alice().modal().id(), "", SampleList.search("Search"));
        browser.seen("field-mode");
        browser.picture("search-modal-narrow");
        assertThat(stickingOut()).isEqualTo("");
        app.updates(slack.alice().modal().id(), "", SampleList.modal("Mixed", SampleList.mixed()));
        browser.seen("action-more").click();
        browser.seen("option-revoke");
        browser.picture("mixed-modal-narrow");
        assertThat(stickingOut()).isEqualTo("");
        app.updates(slack.alice().modal().id(), "", SampleList.modal("Orders", SampleList.blocks("Three")));
        browser.seen("action-older");
        browser.picture("list-modal-narrow");
        assertThat(stickingOut()).isEqualTo("");
    }

    @Test
    void a_second_choice_counts_though_the_first_is_still_being_answered() {
        openTheSearch();
        CountDownLatch go = new CountDownLatch(1);
        ObjectNode changed = SampleList.search("Changed");
        ((ObjectNode) changed.path("blocks").path(3)).set("hint", SampleForm.plain("Drawn anew"));
        app.on("block_actions", payload -> {
            app.updates(Json.text(payload.path("view"), "id"), "", changed);
            awaited(go);
            return "";
        });
        browser.choose("Any status", "Issued");
        browser.eventually(() -> browser.seen("modal").getText().contains("Drawn anew"));
        browser.choose("Product (optional)", "Revoked");
        ((ObjectNode) changed.path("blocks").path(3)).set("hint", SampleForm.plain("Drawn anew again"));
        app.updates(slack.alice().modal().id(), "", changed);
        browser.eventually(() -> browser.seen("modal").getText().contains("Drawn anew again"));
        assertThat(browser.seen("action-kind").getDomProperty("value")).isEqualTo("Revoked");
        go.countDown();
        browser.eventually(() -> slack.alice().modal().holds("kind").equals("revoked"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void askForTheList() {
        app.on("command", any -> SampleList.message("Three orders").toString());
        browser.seen("message-box").sendKeys("/cert-orders ", Keys.ENTER);
        browser.eventually(() -> browser.ephemeral().contains("Three orders"));
    }

    private void openTheSearch() {
        browser.seen("message-box").sendKeys("/cert-orders ", Keys.ENTER);
        browser.eventually(() -> slack.requests().size() == 1);
        app.opens(app.last("command"), SampleList.search("Search"));
        browser.seen("field-order");
    }

    private void opensOnPress() {
        app.on("block_actions", payload -> {
            app.opens(payload, ViewStackTest.detail("Details"));
            return "";
        });
    }

    private Object stickingOut() {
        return browser.driver()
                .executeScript(
                        "return [...document.querySelectorAll('main *, #modal *')].filter((e) => e.checkVisibility()"
                                + " && e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.outerHTML.slice(0, 200)).join('\\n')");
    }

    private int top(String testId) {
        return browser.seen(testId).getRect().getY();
    }

    private static String hook(WebElement element) {
        return String.valueOf(element.getDomAttribute("data-testid"));
    }

    private static String row(WebElement element) {
        var around = element.findElements(By.xpath("ancestor::*[@data-block][1]"));
        return around.isEmpty() ? "" : String.valueOf(around.get(0).getDomAttribute("data-block"));
    }
}
