package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.profile.Rate;
import io.rejoin.profile.RateKind;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long PAUSE = 500;
  private static final Rate RATE = new Rate(180, Duration.ofSeconds(3));

  private final Window window = new Window();
  private long now = 1_767_225_600_000L;

  private void pass(Rate rate) throws RefusedException {
    window.check(now, RateKind.MESSAGES, rate, PAUSE);
    window.pass(now, rate);
  }

  private RefusedException refused(Rate rate) {
    return assertThrows(
        RefusedException.class, () -> window.check(now, RateKind.MESSAGES, rate, PAUSE));
  }

  @Test
  void theHundredAndEightyFirstOfThreeSecondsIsRefusedUntilTheFirstIsSoOld() throws Exception {
    pass(RATE);
    now += 2400;
    for (int i = 1; i < 180; i++) {
      pass(RATE);
    }
    RefusedException refused = refused(RATE);
    assertEquals(Code.TOO_OFTEN, refused.code());
    assertEquals("181 messages in 2.4 s; limit 180 in 3 s", refused.getMessage());
    assertEquals(600, refused.retryAfterMillis());
    now += 599;
    refused = refused(RATE);
    assertEquals("messages are refused for 0.0 s more; limit 180 in 3 s", refused.getMessage());
    assertEquals(1, refused.retryAfterMillis());
    now += 1;
    pass(RATE); // where the first was; the second is 2.4 s younger
    assertEquals("181 messages in 0.6 s; limit 180 in 3 s", refused(RATE).getMessage());
  }

  @Test
  void whatIsRefusedIsNotCounted() throws Exception {
    Rate two = new Rate(2, Duration.ofSeconds(1));
    pass(two);
    pass(two);
    for (int i = 0; i < 10; i++) {
      refused(two);
      now += 99;
    }
    now += 10;
    pass(two);
    pass(two);
    refused(two);
  }

  @Test
  void aRefusalLastsForThePauseAtLeast() throws Exception {
    Rate two = new Rate(2, Duration.ofSeconds(1));
    pass(two);
    pass(two);
    now += 990;
    assertEquals(500, refused(two).retryAfterMillis());
    now += 499;
    assertEquals(1, refused(two).retryAfterMillis());
    now += 1;
    pass(two);
  }

  @Test
  void itIsQuietWhenNothingCanBeRefusedForItsSake() throws Exception {
    assertTrue(window.isQuiet(now));
    Rate one = new Rate(1, Duration.ofSeconds(1));
    pass(one);
    now += 900;
    refused(one);
    now += 499;
    assertFalse(window.isQuiet(now));
    now += 1;
    assertTrue(window.isQuiet(now));
  }

  @Test
  void aPauseOfAnyLengthIsForgotten() throws Exception {
    Rate two = new Rate(2, Duration.ofSeconds(1));
    for (long years : new long[] {0, 1, 10, 68, 69}) {
      now += Duration.ofDays(365 * years).toMillis() + 1000;
      pass(two);
      pass(two);
      refused(two);
      now += 1000;
    }
  }

  @Test
  void noSpanEverHoldsMoreThanTheCountAndNoneIsRefusedForLess() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Rate rate = new Rate(1 + random.nextInt(20), Duration.ofMillis(1 + random.nextInt(300)));
    Deque<Long> passed = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(30);
      while (!passed.isEmpty() && now - passed.peek() >= rate.per().toMillis()) {
        passed.remove();
      }
      String story = "seed " + seed + ", step " + i;
      try {
        window.check(now, RateKind.MESSAGES, rate, 0);
        window.pass(now, rate);
        passed.add(now);
        assertTrue(passed.size() <= rate.count(), story);
      } catch (RefusedException e) {
        assertEquals(rate.count(), passed.size(), story);
        assertEquals(passed.peek() + rate.per().toMillis(), now + e.retryAfterMillis(), story);
      }
    }
  }
}
