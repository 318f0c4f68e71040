package io.rejoin.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium with a profile directory of its own, which is deleted when it is closed. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final Path home;
  private final ChromeDriver driver;

  Browser() throws IOException {
    home = Files.createTempDirectory("rejoin-chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(NeedsProgram.CHROMIUM);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + home);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(NeedsProgram.CHROMEDRIVER))
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(1280, 1040));
  }

  void open(String url) {
    driver.get(url);
  }

  /** The client's part of the page with that id, {@code pane-1} and so on. */
  PaneView pane(String id) {
    return new PaneView(this, id);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Writes into a field and presses Enter. */
  void type(String selector, String text) {
    find(selector).sendKeys(text, Keys.ENTER);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Chooses an entry of a list by its value, as somebody does who sees it. */
  void choose(String selector, String value) {
    find(selector + " option[value='" + value + "']").click();
  }

  /** What a script finds in the page, all at one moment. */
  @SuppressWarnings("unchecked")
  <T> T read(String script, Object... arguments) {
    return (T) driver.executeScript(script, arguments);
  }

  /** Makes the window that wide, as a telephone's below 500 pixels. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 1040, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }

  /** What is downloaded from now on is saved there, without a question. */
  void downloadTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toAbsolutePath().toString()));
  }

  /** Says which colours the system prefers: {@code dark} or {@code light}. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Waits until something is true, by the clock of the browser, which the page lives by too. */
  void await(Duration atMost, String what, BooleanSupplier condition) {
    double end = seconds() + atMost.toMillis() / 1000.0;
    while (!condition.getAsBoolean()) {
      assertTrue(seconds() < end, () -> "not within " + atMost.toSeconds() + " s: " + what);
      driver.executeAsyncScript("setTimeout(arguments[0], 100)");
    }
  }

  /** The seconds of the page's own clock. */
  double seconds() {
    return ((Number) driver.executeScript("return performance.now() / 1000")).doubleValue();
  }

  /** Writes what is to be seen now to {@code target/screenshots/NAME.png}. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.copy(
        driver.getScreenshotAs(OutputType.FILE).toPath(),
        SCREENSHOTS.resolve(name + ".png"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the page complained of in the browser's console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
