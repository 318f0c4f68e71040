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
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
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

  /** The part of the page with that test id. */
  PaneView pane(String testId) {
    return new PaneView(this, driver.findElement(By.cssSelector("[data-testid='" + testId + "']")));
  }

  /** Waits until something is true, by the clock of the browser, which the page lives by too. */
  void await(Duration atMost, String what, BooleanSupplier condition) {
    double end = seconds() + atMost.toMillis() / 1000.0;
    while (!condition.getAsBoolean()) {
      assertTrue(seconds() < end, () -> "not within " + atMost.toSeconds() + " s: " + what);
      driver.executeAsyncScript("setTimeout(arguments[0], 100)");
    }
  }

  private double seconds() {
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
