package dev.certsend.playground;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page in a browser that is as wide as told, light or dark, and as high as the page. */
public final class Layout implements AutoCloseable {
    public static final List<String> SCHEMES = List.of("light", "dark");

    private static final int TALLEST = 8000;

    private final Browser browser = Browser.open();

    /** Shows the page, from a file of this name in the directory. */
    public void show(Path directory, String name, String html) {
        try {
            Path file = Files.writeString(directory.resolve(name + ".html"), html);
            browser.goTo(file.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the window so many CSS pixels wide, and as high as the page, so that a picture shows all of it. */
    public void fit(int width, String scheme) {
        media(Map.of("media", "", "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        fit(width);
    }

    /** As it is printed, so many CSS pixels wide, until the next {@link #fit}. */
    public void print(int width) {
        media(Map.of("media", "print", "features", List.of()));
        fit(width);
    }

    private void fit(int width) {
        metrics(width, 860);
        metrics(width, (int) Math.min(TALLEST, number("document.documentElement.scrollHeight")));
    }

    private void media(Map<String, Object> media) {
        driver().executeCdpCommand("Emulation.setEmulatedMedia", media);
    }

    private void metrics(int width, int height) {
        driver().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** How wide the page is, in CSS pixels; more than the window if it must be scrolled sideways. */
    public long width() {
        return number("document.documentElement.scrollWidth");
    }

    /** The value of a JavaScript expression that is a whole number. */
    public long number(String expression) {
        return (Long) driver().executeScript("return " + expression);
    }

    /** The rules of accessibility that the page breaks as it is shown. */
    @SuppressWarnings(
            "deprecation") // What takes its place opens a window each time, for pages with frames. Ours have none.
    public List<String> violations() {
        return new AxeBuilder()
                .setLegacyMode().analyze(driver()).getViolations().stream()
                        .map(Rule::getId)
                        .toList();
    }

    public void picture(String name) {
        browser.picture(name);
    }

    public ChromeDriver driver() {
        return browser.driver();
    }

    @Override
    public void close() {
        browser.close();
    }
}
