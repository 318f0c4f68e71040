package io.rejoin.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private sealed interface Command {}

  private record Add(int more) implements Command {}

  private record Note(String text) implements Command {}

  private record Unknown() implements Command {}

  private static final Answers<List<String>, Integer, Command> COUNTING =
      Answers.<List<String>, Integer, Command>of()
          .on(Add.class, (heard, sum, add) -> counting(heard, sum + add.more()))
          .staying(Note.class, (heard, sum, note) -> heard.add(note.text() + " at " + sum))
          .onSignal(
              PostStop.class,
              (heard, sum, stop) -> {
                heard.add("stopped at " + sum);
                return Behaviors.same();
              })
          .build();

  private final List<String> heard = new ArrayList<>();

  private static Behavior<Command> counting(List<String> heard, int sum) {
    return COUNTING.by(heard, sum);
  }

  @Test
  void aHandlerGetsItsActorItsStateAndTheMessageAndSaysWhatFollows() {
    BehaviorTestKit<Command> actor = BehaviorTestKit.create(counting(heard, 1));
    actor.run(new Note("first"));
    actor.run(new Add(2));
    actor.run(new Note("then"));
    assertEquals(List.of("first at 1", "then at 3"), heard);
  }

  @Test
  void actorsOfOneKindShareTheTableAndNothingElse() {
    List<String> other = new ArrayList<>();
    BehaviorTestKit<Command> one = BehaviorTestKit.create(counting(heard, 1));
    BehaviorTestKit<Command> two = BehaviorTestKit.create(counting(other, 10));
    one.run(new Add(1));
    two.run(new Note("two"));
    one.run(new Note("one"));
    assertEquals(List.of("one at 2"), heard);
    assertEquals(List.of("two at 10"), other);
  }

  @Test
  void whatNothingIsSaidAboutIsUnhandledAndChangesNothing() {
    BehaviorTestKit<Command> actor = BehaviorTestKit.create(counting(heard, 1));
    actor.run(new Unknown());
    actor.run(new Note("still"));
    assertEquals(List.of("still at 1"), heard);
  }

  @Test
  void allOthersMayBeAnsweredAlike() {
    Answers<List<String>, Void, Command> noting =
        Answers.<List<String>, Void, Command>of()
            .ignore(Add.class)
            .others(
                (list, none, other) -> {
                  list.add(other.getClass().getSimpleName());
                  return Behaviors.stopped();
                });
    BehaviorTestKit<Command> actor = BehaviorTestKit.create(noting.by(heard, null));
    actor.run(new Add(1));
    assertEquals(List.of(), heard);
    actor.run(new Unknown());
    assertEquals(List.of("Unknown"), heard);
    assertEquals(false, actor.isAlive());
  }

  @Test
  void aSignalIsHeardAlsoAsASubclass() {
    BehaviorTestKit<Command> actor = BehaviorTestKit.create(counting(heard, 4));
    actor.signal(PostStop.instance());
    assertEquals(List.of("stopped at 4"), heard);
  }

  @Test
  void oneKindIsAnsweredOnce() {
    Answers.Builder<List<String>, Void, Command> builder =
        Answers.<List<String>, Void, Command>of().ignore(Add.class);
    assertThrows(IllegalArgumentException.class, () -> builder.ignore(Add.class));
  }
}
