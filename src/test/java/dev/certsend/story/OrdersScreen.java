package dev.certsend.story;

import static org.awaitility.Awaitility.await;

import dev.certsend.playground.Browser;
import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Member;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** Alice before her screen, in a company with 10,000 orders: what she does there, and what she reads. */
final class OrdersScreen implements AutoCloseable {
    private static final String LIST =
            "(//li[@data-testid='message'][.//*[@data-testid='action-list_status']])[last()]";

    private final Browser browser;
    private final World world;

    private OrdersScreen() {
        browser = Browser.open();
        world = new World(Map.of(), 10_000).start().filled();
    }

    /** Gives each test the one screen, with nothing open on it. */
    static final class Cleared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OrdersScreen.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(
                            ExtensionContext.StoreScope.LAUNCHER_SESSION,
                            ExtensionContext.Namespace.create(Cleared.class))
                    .getOrComputeIfAbsent(OrdersScreen.class, key -> new OrdersScreen(), OrdersScreen.class)
                    .cleared();
        }
    }

    private OrdersScreen cleared() {
        world.certCentral().faults().none();
        if (alice().hasModal()) {
            alice().modal().dismiss();
        }
        browser.width(0);
        go("certificates");
        return this;
    }

    Browser browser() {
        return browser;
    }

    World world() {
        return world;
    }

    Member alice() {
        return world.slack().alice();
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static String name(LocalOrder order) {
        return order.certificate().names().commonName();
    }

    LocalOrder order(String commonName) {
        return world.certCentral().order(commonName);
    }

    void picture(String name) {
        browser.picture(name);
    }

    /** From some other page to the usual channel. */
    void back() {
        go("certificates");
    }

    /** Opens a conversation on an empty page. */
    private void go(String room) {
        browser.goTo("about:blank");
        browser.goTo(
                world.slack().uiUrl() + "#in=" + world.slack().channel(room).id());
        browser.eventually(() -> browser.seen("message-box").isEnabled());
    }

    void type(String line) {
        browser.seen("message-box").sendKeys(line, " ", Keys.ENTER);
    }

    /** {@code /cert-orders} in a room of its own, so that there is but one list. */
    void list(String query, String room) {
        go(room);
        type("/cert-orders " + query);
        eventuallyListed(query.isEmpty() ? "Orders" : query.split(" ", -1)[0]);
    }

    /** Types a query that gets words and no list. */
    void asked(String query, String... said) {
        type("/cert-orders " + query);
        browser.eventually(() -> List.of(said).stream().allMatch(browser.ephemeral()::contains));
    }

    void eventuallyListed(String query) {
        browser.eventually(() -> browser.found(By.xpath(LIST)).getText().contains(query));
    }

    /** Takes an option above the list by mouse and waits for the list that it makes. */
    void chosen(String menu, String option, String query) {
        browser.choose(menu, option);
        eventuallyListed(query);
    }

    /** The orders of the newest list, as it shows them. */
    List<LocalOrder> listed() {
        List<LocalOrder> listed = new ArrayList<>();
        browser.eventually(() -> {
            listed.clear();
            browser.driver().findElements(By.xpath(LIST + "//*[@data-testid='action-quick_view']")).stream()
                    .map(button -> String.valueOf(button.getDomAttribute("aria-label")))
                    .map(name -> name.replaceAll("\\D", ""))
                    .map(number -> world.certCentral().order(Long.parseLong(number)))
                    .forEach(listed::add);
            return true;
        });
        return listed;
    }

    boolean offers(String button) {
        return !browser.driver()
                .findElements(By.xpath(LIST + "//button[.='" + button + "']"))
                .isEmpty();
    }

    /** Presses a key on the first such button of the list; anew if the list was drawn again at that moment. */
    void key(Keys key, String button) {
        browser.eventually(() -> {
            browser.found(By.xpath(LIST + "//button[.='" + button + "']")).sendKeys(key);
            return true;
        });
    }

    /** Waits until the field of this name holds this. */
    void holds(String name, String value) {
        browser.eventually(() -> browser.driver().findElements(By.cssSelector("input")).stream()
                .filter(input -> input.isDisplayed() && name.equals(input.getAccessibleName()))
                .anyMatch(input -> String.valueOf(input.getDomProperty("value")).matches(value)));
    }

    void turn(String button) {
        List<LocalOrder> before = listed();
        browser.press(button);
        browser.eventually(() -> !listed().equals(before));
    }

    /** Types where the keyboard is; anew if that was drawn again at that moment. */
    void keys(CharSequence... keys) {
        browser.eventually(() -> {
            browser.active().sendKeys(keys);
            return true;
        });
    }

    /** Waits until the keyboard is at this element. */
    void isAt(String actionId) {
        browser.eventually(() -> ("action-" + actionId).equals(browser.active().getDomAttribute("data-testid")));
    }

    /** Opens the newest such menu and takes an option with keys alone. */
    void byKeyboard(String actionId, String option) {
        browser.seen("action-" + actionId);
        WebElement input = browser.found(By.xpath("(//*[@data-testid='action-" + actionId + "'])[last()]"));
        input.sendKeys(Keys.ARROW_DOWN);
        browser.found(By.cssSelector("li[role=option]"));
        input.sendKeys(option);
        browser.eventually(() -> options().size() == 1);
        input.sendKeys(Keys.ENTER);
    }

    /** What the open menu offers, by value. */
    List<String> options() {
        try {
            return browser.driver().findElements(By.cssSelector("li[role=option]")).stream()
                    .filter(WebElement::isDisplayed)
                    .map(option -> String.valueOf(option.getDomAttribute("data-value")))
                    .toList();
        } catch (StaleElementReferenceException e) {
            return List.of();
        }
    }

    /** The orders that the open picker offers, as soon as they are as expected; none only where it says so. */
    List<LocalOrder> offered(Predicate<List<LocalOrder>> expected) {
        List<LocalOrder> offered = new ArrayList<>();
        browser.eventually(() -> {
            List<String> values = options();
            boolean none = modal().contains("No results");
            offered.clear();
            values.forEach(id -> offered.add(world.certCentral().order(Long.parseLong(id))));
            return none == values.isEmpty() && expected.test(offered);
        });
        return offered;
    }

    /** The newest order that can be sent and is like this. */
    LocalOrder first(Predicate<LocalOrder> like) {
        return world.certCentral().orders().stream()
                .filter(order -> order.status().equals("issued"))
                .filter(order -> order.product().validation().isTls())
                .filter(order -> order.certificate().validity().till().isAfter(today()))
                .filter(like)
                .findFirst()
                .orElseThrow();
    }

    String modal() {
        return browser.seen("modal").getText();
    }

    /** Opens <em>More filters</em> and says in every field of it what finds this order. */
    void fillFilters(LocalOrder order) {
        LocalDate from = order.certificate().validity().from();
        LocalDate till = order.certificate().validity().till();
        browser.press("More filters");
        browser.seen("action-words").sendKeys("brightwater");
        browser.seen("action-san").sendKeys(name(order).substring(0, 10));
        browser.seen("action-org").sendKeys(order.organization().name());
        browser.seen("action-serial").sendKeys(order.certificate().serial().substring(4, 12));
        browser.seen("action-order").sendKeys(Long.toString(order.id()).substring(0, 5));
        browser.choose("Product (optional)", order.product().title());
        browser.choose("Division (optional)", "Example Division");
        browser.date("Expires from (optional)", till.minusDays(1));
        browser.date("Expires until (optional)", till.plusDays(1));
        browser.date("Issued from (optional)", from.minusDays(1));
        browser.date("Issued until (optional)", from.plusDays(1));
    }

    /** The SHA-256 of the order's certificate, with colons. */
    String fingerprint(LocalOrder order) {
        try {
            byte[] der = world.certCentral().chain(order.id()).get(0).getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-256, or a certificate that has no bytes", e);
        }
    }

    /** The serial number of the certificate in the first mail to this address. */
    String serialMailedTo(String address) {
        byte[] file = mailTo(address).parsed().attachments().get(0).bytes();
        return serial(new String(file, StandardCharsets.US_ASCII));
    }

    /** The serial number, in the account's manner, of the first certificate in a text. */
    static String serial(String text) {
        return "%032X".formatted(Certificates.in(text).get(0).getSerialNumber());
    }

    /** The first mail to this address, as soon as it is there. */
    ReceivedMail mailTo(String address) {
        Supplier<Optional<ReceivedMail>> first = () -> world.mail().mails().stream()
                .filter(mail -> mail.recipients().contains(address))
                .findFirst();
        await("mail to " + address).until(() -> first.get().isPresent());
        return first.get().orElseThrow();
    }

    @Override
    public void close() {
        browser.close();
        world.close();
    }
}
