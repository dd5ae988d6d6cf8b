package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalCertificate;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.Product.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The form of {@code /cert-send} in a real browser: finding one of 10,000 orders in it. */
@ExtendWith(OrdersScreen.Cleared.class)
class OrderFormBrowserTest {
    private final OrdersScreen screen;

    OrderFormBrowserTest(OrdersScreen screen) {
        this.screen = screen;
    }

    @Test
    void the_form_begins_at_the_order_and_offers_the_newest() {
        open("");
        screen.isAt("order");
        screen.picture("orders-form-empty");
        assertThat(offered()).hasSizeBetween(40, 45).allMatch(order -> order.status()
                .equals("issued"));
        screen.picture("orders-form-picker");
    }

    @Test
    void each_drop_down_narrows_what_the_picker_offers() {
        open("");
        chosen("Status", "Revoked", "status:revoked");
        assertThat(offered()).hasSizeBetween(40, 45).allMatch(order -> order.status()
                .equals("revoked"));
        chosen("Type", "OV", "type:ov");
        assertThat(offered())
                .hasSize(40)
                .allMatch(order -> order.status().equals("revoked"))
                .allMatch(order -> order.product().validation() == Validation.OV);
        screen.picture("orders-form-filtered");
        chosen("Status", "Issued", "status:issued");
        chosen("Expiry", "Expires within 30 days", "expires:<30d");
        assertThat(offered()).isNotEmpty().allMatch(order -> order.certificate()
                .validity()
                .till()
                .isBefore(OrdersScreen.today().plusDays(31)));
        chosen("Sort", "Name A to Z", "sort:name");
        assertThat(offered().stream().map(OrdersScreen::name)).isSorted();
        chosen("Expiry", "Any expiry", "status:issued type:ov sort:name");
        found("leaked.brightwater", List::isEmpty);
        assertThat(found("brightwater", OrderFormBrowserTest::areBrightwaters))
                .allMatch(order -> order.product().validation() == Validation.OV);
        screen.browser().press("All orders");
        screen.browser().eventually(() -> query().equals("sort:name"));
        screen.holds("Status", "Any status");
        found("leaked.brightwater", List.of(screen.order("leaked.brightwater.example"))::equals);
    }

    @Test
    void what_was_typed_survives_every_control_up_to_the_mail() {
        LocalOrder order = screen.order("pay.brightwater.example");
        open("");
        screen.browser().seen("action-recipients").sendKeys("survivor@orders.example");
        screen.browser().seen("action-message").sendKeys("Needed by Friday");
        mode("plaintext").click();
        chosen("Type", "EV", "type:ev");
        screen.fillFilters(order);
        screen.browser().seen("submit").click();
        screen.browser().gone("field-words");
        screen.browser().eventually(() -> query().contains("serial:"));
        screen.browser().eventually(() -> screen.modal().contains("Also filtered by"));
        screen.picture("orders-form-more-filters");
        assertThat(screen.modal()).contains("san:pay.bright", "expires:2");
        assertThat(offered()).containsExactly(order);
        screen.world().certCentral().faults().slow(Duration.ofMillis(1500));
        screen.browser().choose("Order", OrdersScreen.name(order));
        screen.browser().eventually(() -> screen.modal().contains("being looked up"));
        screen.browser().seen("action-message").sendKeys(", please");
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(order)));
        screen.world().certCentral().faults().none();
        screen.browser().press("All orders");
        screen.browser().eventually(() -> query().isEmpty());
        screen.holds("Order", OrdersScreen.name(order));
        assertThat(screen.modal()).contains(screen.fingerprint(order));
        assertThat(mode("plaintext").isSelected()).isTrue();
        screen.browser().seen("submit").click();
        String text = screen.mailTo("survivor@orders.example").parsed().text().orElse("");
        assertThat(text).contains("Needed by Friday, please");
        assertThat(OrdersScreen.serial(text)).isEqualTo(order.certificate().serial());
    }

    @Test
    void back_from_the_advanced_search_changes_nothing() {
        open("");
        chosen("Status", "Expired", "status:expired");
        screen.browser().seen("action-recipients").sendKeys("back@orders.example");
        screen.browser().press("More filters");
        screen.browser().seen("action-words").sendKeys("status:nonsense");
        screen.browser().seen("submit").click();
        screen.browser()
                .eventually(() -> screen.browser().seen("error-words").getText().contains("Allowed:"));
        screen.picture("orders-form-filters-refused");
        screen.browser().seen("cancel").click();
        screen.browser().gone("field-words");
        assertThat(query()).isEqualTo("status:expired");
        assertThat(screen.browser().seen("action-recipients").getDomProperty("value"))
                .isEqualTo("back@orders.example");
        assertThat(offered())
                .hasSizeBetween(40, 45)
                .allMatch(order -> order.certificate().validity().till().isBefore(OrdersScreen.today()));
    }

    @Test
    void an_order_with_many_names_shows_ten_and_what_may_surprise_comes_first() {
        open("");
        screen.browser().search("Order", "gateway.bright", "gateway.brightwater.example");
        screen.browser().eventually(() -> screen.modal().contains("and 90 more"));
        screen.picture("orders-form-names");
        assertThat(screen.modal()).contains("Issued", "179 days left", "Multi-Domain SSL", "Brightwater Logistics");
        screen.browser().search("Order", "last-day", "last-day.example.com");
        screen.browser().eventually(() -> screen.modal().contains("expires soon"));
        screen.picture("orders-form-soon");
        screen.browser().search("Order", "api.brightwater", "api.brightwater.example");
        screen.browser().eventually(() -> screen.modal().contains("A reissue is under way"));
        screen.browser().search("Order", "leaked.bright", "leaked.brightwater.example");
        screen.browser().eventually(() -> screen.modal().contains("was revoked"));
        assertThat(screen.modal()).doesNotContain("days left", "SHA-256");
        screen.picture("orders-form-revoked");
        screen.browser().seen("action-recipients").sendKeys("nobody@orders.example");
        screen.browser().seen("submit").click();
        screen.browser()
                .eventually(() -> screen.browser().seen("error-order").getText().contains("was revoked"));
    }

    @Test
    void the_chosen_duplicate_is_what_is_mailed() {
        LocalOrder order = screen.first(each -> !each.duplicates().isEmpty());
        chooseAnother(order, order.duplicates().get(0), "Duplicate", "duplicate@orders.example");
    }

    @Test
    void the_chosen_earlier_certificate_is_what_is_mailed() {
        LocalOrder order = screen.first(each -> !each.reissues().isEmpty());
        chooseAnother(order, order.reissues().get(0), "Replaced", "reissue@orders.example");
    }

    private void chooseAnother(LocalOrder order, LocalCertificate wanted, String kind, String recipient) {
        open("");
        screen.browser().seen("action-recipients").sendKeys(recipient);
        screen.browser().search("Order", Long.toString(order.id()), Long.toString(order.id()));
        screen.browser().seen("action-certificate");
        screen.holds(
                "Certificate", "Present · .*" + order.certificate().serial().substring(26));
        screen.browser().choose("Certificate", wanted.serial());
        String chosen = kind + " · .*" + wanted.serial().substring(26);
        screen.holds("Certificate", chosen);
        screen.picture("orders-form-" + kind.toLowerCase(Locale.ROOT));
        chosen("Type", order.product().validation().name(), "type:");
        screen.holds("Certificate", chosen);
        screen.browser().seen("submit").click();
        assertThat(screen.serialMailedTo(recipient)).isEqualTo(wanted.serial());
    }

    @Test
    void the_form_is_filled_in_by_keyboard_alone() {
        LocalOrder order = screen.order("shop.example.com");
        open("");
        screen.isAt("order");
        screen.byKeyboard("form_status", "Issued");
        screen.browser().eventually(() -> query().equals("status:issued"));
        screen.byKeyboard("order", Long.toString(order.id()));
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(order)));
        screen.isAt("order");
        screen.keys(Keys.TAB);
        screen.isAt("recipients");
        screen.keys("keys@orders.example", Keys.TAB);
        screen.isAt("people");
        screen.keys(Keys.TAB);
        screen.keys(Keys.ARROW_DOWN);
        screen.browser().gone("action-format");
        screen.keys(Keys.ARROW_UP);
        screen.browser().seen("action-format");
        screen.keys(Keys.TAB);
        screen.isAt("format");
        screen.keys(Keys.TAB);
        screen.keys("No mouse");
        screen.keys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        assertThat(screen.serialMailedTo("keys@orders.example"))
                .isEqualTo(order.certificate().serial());
    }

    @Test
    void the_command_line_names_order_and_recipient() {
        LocalOrder order = screen.order("shop.example.com");
        open("shop.example.com bob@orders.example");
        screen.holds("Order", "shop.example.com");
        screen.browser().eventually(() -> screen.modal().contains(screen.fingerprint(order)));
        screen.browser().seen("submit").click();
        assertThat(screen.serialMailedTo("bob@orders.example"))
                .isEqualTo(order.certificate().serial());
    }

    @Test
    void what_the_picker_cannot_read_it_says_among_its_options() {
        open("");
        screen.browser().seen("action-order").click();
        screen.browser().seen("action-order").sendKeys("status:wrong");
        screen.browser().eventually(() -> screen.options().equals(List.of("unread")));
        screen.picture("orders-form-unread");
        assertThat(screen.browser().found(By.cssSelector("li[role=option]")).getText())
                .contains("status:wrong", "Allowed:");
    }

    private void open(String words) {
        screen.type("/cert-send " + words);
        screen.browser().seen("action-order");
    }

    private WebElement mode(String value) {
        return screen.browser().found(By.cssSelector("input[type=radio][value=" + value + "]"));
    }

    /** What the filters say, as the form carries it. */
    private String query() {
        String metadata = screen.alice().modal().json().path("private_metadata").asText();
        return metadata.replaceAll(".*\"query\":\"((?:[^\"\\\\]|\\\\.)*)\".*", "$1");
    }

    private void chosen(String menu, String option, String query) {
        screen.browser().choose(menu, option);
        screen.browser().eventually(() -> query().contains(query));
    }

    /** What the picker offers where nothing is typed; it is closed again. */
    private List<LocalOrder> offered() {
        return found("", orders -> !orders.isEmpty());
    }

    /** What the picker offers for this text, as soon as it is as expected; it is closed again. */
    private List<LocalOrder> found(String typed, Predicate<List<LocalOrder>> expected) {
        WebElement picker = screen.browser().seen("action-order");
        picker.click();
        picker.sendKeys(typed);
        List<LocalOrder> found = screen.offered(expected);
        picker.sendKeys(Keys.ESCAPE);
        return found;
    }

    private static boolean areBrightwaters(List<LocalOrder> orders) {
        return !orders.isEmpty()
                && orders.stream().allMatch(order -> order.organization().name().startsWith("Brightwater"));
    }
}
