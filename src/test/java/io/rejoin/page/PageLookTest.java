package io.rejoin.page;

import static io.rejoin.page.OpenPage.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page on a desk and on a telephone, in light and in dark, and without a mouse. */
@NeedsProgram({NeedsProgram.CHROMIUM, NeedsProgram.CHROMEDRIVER})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageLookTest {
  private static final double READABLE = 4.5;

  @TempDir private static Path data;
  private static OpenPage page;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    page = OpenPage.start(data);
    browser = page.browser;
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
  }

  @Test
  void everythingFitsAndIsReadableAtBothWidthsInLightAndDark() throws Exception {
    page.open("&clients=4");
    page.awaitMembers(List.of("u1", "u2", "u3", "u4"), page.pane(1), page.pane(4));
    page.pane(2).say("a word without any place to break it: " + "long".repeat(60));
    page.pane(3).click("plug");
    page.pane(1).awaitEvent(SOON, "member-lost", "u3");
    for (int width : List.of(1280, 390)) {
      browser.width(width);
      for (String scheme : List.of("light", "dark")) {
        browser.prefer(scheme);
        assertFits(width);
        assertReadable(scheme);
        browser.screenshot("look-" + width + "-" + scheme);
      }
    }
    browser.width(1280);
    page.assertNothingElse();
  }

  private static void assertFits(int width) {
    List<Number> widths = browser.read("return [innerWidth, document.documentElement.scrollWidth]");
    assertEquals(width, widths.get(0).intValue());
    assertTrue(widths.get(1).intValue() <= width, () -> "the page is as wide as " + widths);
  }

  /**
   * The contrast of text that is seen, against what is behind it, at least as WCAG's AA wants it.
   */
  private static void assertReadable(String scheme) {
    List<String> faint =
        browser.read(
            """
            const [least, wanted] = arguments;
            const channels = (color) => color.match(/[\\d.]+/g).map(Number);
            const light = (color) => channels(color).slice(0, 3)
              .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
              .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (e) => {
              const color = getComputedStyle(e).backgroundColor;
              return channels(color)[3] === 0 && e.parentElement ? behind(e.parentElement) : color;
            };
            const isDark = light(getComputedStyle(document.body).backgroundColor) < 0.2;
            const seen = [...document.querySelectorAll('h1, h2, h3, p, label, .badge, li, summary, button:enabled')]
              .filter((e) => e.checkVisibility() && e.textContent.trim() !== '');
            return [...(isDark === (wanted === 'dark') ? [] : ['not ' + wanted]), ...seen.filter((e) => {
              const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < least;
            }).map((e) => e.outerHTML.slice(0, 120))];
            """,
            READABLE,
            scheme);
    assertEquals(List.of(), faint);
  }

  @Test
  void theButtonForColoursOverridesTheSystemAndIsRemembered() {
    browser.prefer("light");
    page.open("&connect=no");
    String light = background();
    for (String theme : List.of("light", "dark")) {
      browser.find("[data-testid='theme']").click();
      assertEquals(theme, browser.read("return document.documentElement.dataset.theme"));
    }
    assertTrue(!light.equals(background()));
    page.open("&connect=no");
    assertTrue(!light.equals(background()));
    browser.find("[data-testid='theme']").click();
    assertEquals(light, background());
    page.assertNothingElse();
  }

  private static String background() {
    return browser.read("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void theStoryCanBeDoneWithTheKeyboardAlone() {
    page.open("");
    browser.await(SOON, "both are in", () -> step().equals("pull"));
    press("g", Keys.ENTER);
    browser.await(SOON, "the plug was pulled and noticed", () -> step().equals("write"));
    assertEquals("story-act", focus());
    press("2", "m");
    assertEquals("message", focus());
    browser.press("can you hear me?", Keys.ENTER);
    browser.await(SOON, "it was written", () -> step().equals("return"));
    browser.press(Keys.TAB);
    press("1", "p");
    browser.await(SOON, "the story has ended", () -> step().equals("end"));
    assertEquals(
        List.of("message", "verdict"),
        page.pane(1).lines().stream().map(PaneView.Line::kind).toList());
    press("?");
    assertTrue(browser.find("#help").isDisplayed());
    browser.press(Keys.ESCAPE);
    browser.await(SOON, "the list of keys is closed", () -> !browser.find("#help").isDisplayed());
    page.assertNothingElse();
  }

  @Test
  void keysCanBeSwitchedOffAndTheFocusGoesThroughThePageInItsOrder() {
    page.openWithTwo("");
    browser.find("[data-testid='help']").click();
    browser.find("[data-testid='keys-on']").click();
    browser.press(Keys.ESCAPE);
    press("1", "p");
    assertEquals("Pull the plug", page.pane(1).text("plug"));
    browser.read("document.querySelector(\"[data-testid='theme']\").focus()");
    List<String> order = List.of("help", "story-act", "profile", "room", "profile-facts", "clear");
    for (String next : order) {
      browser.press(Keys.TAB);
      assertEquals(next, focus());
      assertEquals(
          "solid", browser.read("return getComputedStyle(document.activeElement).outlineStyle"));
    }
    page.assertNothingElse();
  }

  private static void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      browser.press(key);
    }
  }

  private static String step() {
    return browser.read("return document.querySelector('.story').dataset.step");
  }

  private static String focus() {
    return browser.read("return document.activeElement.dataset.testid");
  }
}
