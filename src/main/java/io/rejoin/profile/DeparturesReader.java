package io.rejoin.profile;

import io.rejoin.profile.DepartureStep.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the steps of a silence and checks that they tell one story to every observer. */
final class DeparturesReader {
  private DeparturesReader() {}

  static List<DepartureStep> read(Section server, Set<String> observerClasses) {
    List<Section> sections = server.sections("departures");
    server.require(!sections.isEmpty(), "departures", "must have at least one step");
    List<DepartureStep> steps = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      DepartureStep step = step(sections.get(i), observerClasses);
      if (i > 0) {
        sections
            .get(i)
            .require(
                step.after().compareTo(steps.get(i - 1).after()) > 0,
                "after",
                "must be later than the step before it ("
                    + sections.get(i - 1).text("after")
                    + ")");
      }
      checkLeft(sections.get(i), step, i == sections.size() - 1);
      checkToldOnce(sections.get(i), step, steps);
      steps.add(step);
    }
    return List.copyOf(steps);
  }

  private static DepartureStep step(Section section, Set<String> observerClasses) {
    section.allowOnly(List.of("after", "observers", "event"));
    String observers = section.word("observers");
    section.require(
        observers.equals(DepartureStep.EVERYBODY) || observerClasses.contains(observers),
        "observers",
        "must be all or one of the classes under observers " + observerClasses);
    return new DepartureStep(
        section.duration("after"), observers, section.choice("event", Event.class));
  }

  private static void checkLeft(Section section, DepartureStep step, boolean last) {
    if (last) {
      section.require(step.event() == Event.LEFT, "event", "must be left: this is the last step");
      section.require(
          step.observers().equals(DepartureStep.EVERYBODY),
          "observers",
          "must be all: everybody is told who has left");
    } else {
      section.require(step.event() != Event.LEFT, "event", "must not come before the last step");
    }
  }

  private static void checkToldOnce(Section section, DepartureStep step, List<DepartureStep> told) {
    for (DepartureStep earlier : told) {
      boolean sameEars =
          earlier.observers().equals(step.observers())
              || earlier.observers().equals(DepartureStep.EVERYBODY)
              || step.observers().equals(DepartureStep.EVERYBODY);
      section.require(
          !sameEars || earlier.event() != step.event(),
          "event",
          "must not be told twice: " + earlier.observers() + " heard it before");
    }
  }
}
