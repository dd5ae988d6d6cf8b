package dev.certsend.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
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

    /** Waits until nothing with this hook can be seen any more. */
    public void gone(String testId) {
        eventually(() -> driver.findElements(By.cssSelector("[data-testid='" + testId + "']")).stream()
                .noneMatch(WebElement::isDisplayed));
    }

    /** Where the keyboard is. */
    public WebElement active() {
        return driver.switchTo().activeElement();
    }

    public void eventually(BooleanSupplier condition) {
        try {
            new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(50))
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
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
