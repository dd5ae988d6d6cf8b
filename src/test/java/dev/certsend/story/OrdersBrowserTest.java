package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.Product.Validation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** {@code /cert-orders} in a real browser, with 10,000 orders to look among. */
@ExtendWith(OrdersScreen.Cleared.class)
class OrdersBrowserTest {
    private final OrdersScreen screen;

    OrdersBrowserTest(OrdersScreen screen) {
        this.screen = screen;
    }

    @Test
    void each_drop_down_narrows_the_list_in_its_place() {
        screen.list("", "general");
        assertThat(screen.listed()).hasSize(10);
        screen.picture("orders-list");
        screen.chosen("Status", "Revoked", "status:revoked");
        assertThat(screen.listed()).hasSize(10).allMatch(order -> order.status().equals("revoked"));
        screen.chosen("Type", "EV", "type:ev");
        assertThat(screen.listed())
                .isNotEmpty()
                .allMatch(order -> order.status().equals("revoked"))
                .allMatch(order -> order.product().validation() == Validation.EV);
        screen.chosen("Status", "Issued", "status:issued");
        screen.chosen("Expiry", "Expires within 60 days", "expires:<60d");
        assertThat(screen.listed()).isNotEmpty().allMatch(order -> order.certificate()
                .validity()
                .till()
                .isBefore(OrdersScreen.today().plusDays(61)));
        screen.chosen("Sort", "Name Z to A", "sort:-name");
        assertThat(screen.listed().stream().map(OrdersScreen::name))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        screen.picture("orders-list-filtered");
        screen.browser().press("All orders");
        screen.holds("Status", "Any status");
        screen.holds("Sort", "Name Z to A");
    }

    @Test
    void all_pages_of_a_list_can_be_turned_there_and_back() {
        screen.list("type:ev expires:<30d", "ops");
        List<LocalOrder> first = screen.listed();
        assertThat(screen.offers("Previous")).isFalse();
        int pages = toTheLastPage();
        assertThat(pages).isGreaterThan(2);
        assertThat(screen.offers("Next")).isFalse();
        screen.picture("orders-list-last-page");
        for (int page = pages; page > 1; page--) {
            screen.turn("Previous");
        }
        assertThat(screen.listed()).isEqualTo(first);
        assertThat(screen.offers("Previous")).isFalse();
    }

    @Test
    void the_advanced_search_takes_every_field_and_what_it_found_can_be_changed() {
        LocalOrder wanted = screen.order("pay.brightwater.example");
        screen.list("type:ev", "secret");
        screen.fillFilters(wanted);
        screen.picture("orders-filters");
        screen.browser()
                .date(
                        "Issued until (optional)",
                        wanted.certificate().validity().from().minusDays(9));
        screen.browser().seen("submit").click();
        screen.browser().eventually(() -> screen.browser()
                .seen("error-issued_to")
                .getText()
                .contains("This day is before the first one"));
        screen.picture("orders-filters-refused");
        screen.browser().date("Issued until (optional)", OrdersScreen.today());
        screen.browser().seen("submit").click();
        screen.browser().gone("modal");
        screen.eventuallyListed("serial:");
        assertThat(screen.listed()).containsExactly(wanted);
        assertThat(screen.browser().ephemeral()).contains("type:ev", "org:", "san:", "product:", "issued:");
        screen.browser().press("More filters");
        assertThat(screen.browser().seen("action-san").getDomProperty("value")).isEqualTo("pay.bright");
        screen.browser().seen("cancel").click();
        screen.browser().gone("modal");
        screen.browser().press("All orders");
        screen.browser().eventually(() -> screen.listed().size() == 10);
    }

    @Test
    void the_quick_view_tells_what_the_order_is_and_leads_to_the_form() {
        screen.list("gateway.brightwater", "app-alice");
        LocalOrder order = screen.order("gateway.brightwater.example");
        screen.browser().press("Quick view", OrdersScreen.name(order));
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(order)));
        screen.picture("orders-quick-view");
        assertThat(screen.modal())
                .contains("Issued", "days left", "Multi-Domain SSL", "Brightwater Logistics", "and 90 more")
                .contains(order.certificate().serial());
        screen.browser().press("Send certificate");
        screen.browser().seen("action-recipients").sendKeys("quick@orders.example");
        assertThat(screen.browser().seen("action-order").getDomProperty("value"))
                .isEqualTo(OrdersScreen.name(order));
        screen.browser().seen("submit").click();
        assertThat(screen.serialMailedTo("quick@orders.example"))
                .isEqualTo(order.certificate().serial());
    }

    @Test
    void a_row_leads_to_the_received_mail() {
        screen.list("oleary-print status:issued", "alice-bruno");
        LocalOrder order = screen.order("www.oleary-print.example");
        screen.browser().press("Send certificate", OrdersScreen.name(order));
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(order)));
        screen.browser().seen("action-recipients").sendKeys("row@orders.example");
        screen.browser().seen("submit").click();
        assertThat(screen.serialMailedTo("row@orders.example"))
                .isEqualTo(order.certificate().serial());
    }

    @Test
    void what_cannot_be_sent_says_why_and_has_no_button() {
        screen.list("leaked.brightwater", "certificates");
        assertThat(screen.offers("Send certificate")).isFalse();
        screen.browser().press("Quick view", "leaked.brightwater.example");
        screen.browser().eventually(() -> screen.modal().contains("was revoked"));
        screen.picture("orders-quick-view-refused");
        assertThat(screen.modal()).doesNotContain("Send certificate\n", "days left");
        screen.keys(Keys.ESCAPE);
        screen.browser().gone("modal");
    }

    @Test
    void a_list_works_by_keyboard_alone() {
        screen.list("", "certificates");
        screen.byKeyboard("list_type", "OV");
        screen.eventuallyListed("type:ov");
        assertThat(screen.listed()).allMatch(order -> order.product().validation() == Validation.OV);
        screen.isAt("list_type");
        List<LocalOrder> first = screen.listed();
        screen.key(Keys.ENTER, "Next");
        screen.browser().eventually(() -> !screen.listed().equals(first));
        screen.key(Keys.SPACE, "Previous");
        screen.browser().eventually(() -> screen.listed().equals(first));
        screen.key(Keys.ENTER, "Quick view");
        screen.browser().eventually(() -> screen.modal()
                .contains(first.get(0).certificate().serial()));
        screen.keys(Keys.ESCAPE);
        screen.browser().gone("modal");
    }

    @Test
    void nothing_of_a_list_sticks_out_of_a_phone() {
        screen.browser().width(400);
        screen.list("status:issued org:brightwater", "certificates");
        screen.picture("orders-list-400");
        assertThat(stickingOut()).isEmpty();
        screen.browser().press("Quick view", "gateway.brightwater.example");
        screen.browser().eventually(() -> screen.modal().contains("SHA-256"));
        screen.picture("orders-quick-view-400");
        assertThat(stickingOut()).isEmpty();
        screen.browser().press("Send certificate");
        screen.browser().seen("action-recipients");
        screen.picture("orders-form-400");
        assertThat(stickingOut()).isEmpty();
    }

    @Test
    void a_query_that_cannot_be_read_is_told_with_what_is_allowed() {
        screen.asked("status:wrong", "status:wrong", "Allowed:", "revoked");
        screen.picture("orders-refusal");
        screen.asked("colour:red", "There is no filter", "colour:red", "status:", "sort:");
        screen.asked("expires:soonish", "expires:soonish", "2026-12-01..2027-01-31");
        screen.asked("expires:<", "expires:<", "Allowed:");
        screen.asked("one two three four five six seven eight nine ten eleven", "more than ten words");
        screen.asked("x".repeat(240), "too long", "230");
        screen.asked("qqqqqqqq", "No order matches");
        screen.asked("help", "List CertCentral orders", "container:");
        screen.asked("issued:" + LocalDate.EPOCH, "No order matches");
    }

    /** Turns until there is no next page; returns how many there are. */
    private int toTheLastPage() {
        int pages = 1;
        while (screen.offers("Next")) {
            screen.turn("Next");
            pages++;
        }
        return pages;
    }

    /** Everything that reaches beyond the right edge of the page. */
    private String stickingOut() {
        return String.valueOf(screen.browser()
                .driver()
                .executeScript("return [...document.querySelectorAll('main *, #modal *')]"
                        + ".filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)"
                        + ".map((e) => e.outerHTML.slice(0, 200)).join('\\n')"));
    }
}
