package dev.certsend.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The system's Chromium, without a window. Where there is none, a test is skipped and says so; in CI it fails. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    public static Browser open() {
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI must have Chromium and ChromeDriver: see .ci/run");
        }
        Assumptions.assumeTrue(installed, "skipped: Chromium and ChromeDriver are not installed");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Without a window it would say so, and be taken for a machine.
                "--user-agent=" + AGENT,
                "--window-size=1280,860");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void goTo(String url) {
        driver.get(url);
    }

    /** The element with this hook, as soon as it can be seen. */
    public WebElement seen(String testId) {
        return found(By.cssSelector("[data-testid='" + testId + "']"));
    }

    public WebElement found(By by) {
        eventually(() -> driver.findElements(by).stream().anyMatch(WebElement::isDisplayed));
        return driver.findElements(by).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow();
    }

    /** Has what is downloaded from now on kept here, without being asked. */
    public void keepDownloads(Path directory) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toString()));
    }

    /** Waits until nothing with this hook can be seen any more. */
    public void gone(String testId) {
        eventually(() -> driver.findElements(By.cssSelector("[data-testid='" + testId + "']")).stream()
                .noneMatch(WebElement::isDisplayed));
    }

    /** Takes the option that reads so in the menu of this name, by mouse. */
    public void choose(String menu, String option) {
        named("input[role=combobox]", menu).click();
        take(option);
    }

    /** As {@link #choose}, after typing something to look for. */
    public void search(String menu, String typed, String option) {
        WebElement input = named("input[role=combobox]", menu);
        input.click();
        input.sendKeys(typed);
        take(option);
    }

    private void take(String option) {
        click(By.xpath("//li[@role='option'][contains(normalize-space(.), " + quoted(option) + ")]"));
    }

    /** Sets the date field of this name, as its calendar would. */
    public void date(String field, LocalDate date) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
                named("input[type=date]", field),
                date.toString());
    }

    /** Presses the first button of this name. */
    public void press(String button) {
        eventually(() -> {
            named("button", button).click();
            return true;
        });
    }

    /** Presses the button of this name in the block that reads these words, or in the first after it that has one. */
    public void press(String button, String row) {
        String text = "contains(normalize-space(.), " + quoted(button) + ")";
        String name = "[" + text + " or @aria-label=" + quoted(button) + "]";
        String block = "*[@data-block][contains(normalize-space(.), " + quoted(row) + ")]";
        click(By.xpath("(" + scope() + "//" + block + "//button" + name + " | " + scope() + "//" + block
                + "/following-sibling::*[@data-block]//button" + name + ")[1]"));
    }

    /** Clicks it, and anew if it was drawn again at that very moment. */
    private void click(By by) {
        eventually(() -> {
            found(by).click();
            return true;
        });
    }

    /** What the newest message reads that only this person sees; empty if there is none. */
    public String ephemeral() {
        List<WebElement> all = driver.findElements(By.cssSelector("[data-testid=message].ephemeral"));
        return all.isEmpty() ? "" : all.get(all.size() - 1).getText();
    }

    /** Makes the page this many CSS pixels wide, as on a phone; 0 for the window's own size again. */
    public void width(int pixels) {
        if (pixels == 0) {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            return;
        }
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 860, "deviceScaleFactor", 0, "mobile", false));
    }

    /** A control by the name a screen reader would say, in the dialog if one is open. */
    private WebElement named(String css, String name) {
        List<WebElement> found = new ArrayList<>();
        eventually(() -> {
            found.clear();
            driver.findElement(By.xpath(scope())).findElements(By.cssSelector(css)).stream()
                    .filter(e -> e.isDisplayed() && name.equals(e.getAccessibleName()))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private String scope() {
        boolean dialog =
                !driver.findElements(By.cssSelector("dialog#modal[open]")).isEmpty();
        return dialog ? "//dialog[@id='modal']" : "//body";
    }

    private static String quoted(String words) {
        return words.contains("'") ? '"' + words + '"' : "'" + words + "'";
    }

    /** Where the keyboard is. */
    public WebElement active() {
        return driver.switchTo().activeElement();
    }

    public void eventually(BooleanSupplier condition) {
        try {
            new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(25))
                    .ignoring(StaleElementReferenceException.class)
                    .until(ignored -> condition.getAsBoolean());
        } catch (TimeoutException e) {
            picture("too-late");
            throw e;
        }
    }

    /** A picture in {@code target/screenshots}, for whoever wants to judge how it looks. */
    public void picture(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            // The driver's own pictures are packed as small as can be, which takes longer than all else.
            Map<String, Object> picture = driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("format", "png", "optimizeForSpeed", true));
            Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
