package io.rejoin.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stories beside this test's resources, their expected texts, and the drawings in the docs.
 * When what they tell has changed for a good reason, {@link #main} writes texts and drawings anew,
 * to be read before they are committed.
 */
final class Stories {
  static final Path STORIES = Path.of("src/test/resources/timelines");
  static final Path DRAWINGS = Path.of("src/docs/timelines");
  private static final String STORY = ".conf";

  private Stories() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(STORIES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(STORY))
          .map(name -> name.substring(0, name.length() - STORY.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Timeline run(String name) {
    Story story = new StoryReader().read(STORIES.resolve(name + STORY));
    return StoryRun.of(story, TimelineSettings.defaults());
  }

  static String text(Timeline timeline) {
    return TimelineText.of(timeline, TimelineSettings.defaults().column());
  }

  static Path textFile(String name) {
    return STORIES.resolve(name + ".txt");
  }

  static Path drawing(String name) {
    return DRAWINGS.resolve(name + ".svg");
  }

  /** Writes all texts and drawings, in the directory of the project. */
  public static void main(String[] args) throws IOException {
    for (String name : names()) {
      try {
        Timeline timeline = run(name);
        Files.writeString(textFile(name), text(timeline));
        Files.writeString(drawing(name), TimelineSvg.of(timeline));
        String state = timeline.isAsWanted() ? "as wanted" : "NOT AS WANTED";
        System.out.println(name + ": " + state);
      } catch (IllegalArgumentException e) {
        System.out.println(name + ": " + e.getMessage());
      }
    }
  }
}
