package io.rejoin.room;

import io.rejoin.history.Entry;
import io.rejoin.history.History;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a room knows: members, history, presence version, publication numbers, attributes. The
 * room has one and each relay a replica; equal changes make equal states. Not thread-safe: it
 * belongs to one actor. Times are milliseconds of the owner's clock.
 */
final class RoomState {

  /**
   * How many users' and client instances' publication numbers are remembered, members or not; the
   * longest unused is forgotten, after which a repeat from it would be taken as new.
   */
  private static final int NUMBERS = 4096;

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Long> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > NUMBERS;
        }
      };
  private final History<Said> history;
  private long presence;
  private RoomAttributes attributes = RoomAttributes.NONE;

  RoomState(long epoch, int replayCount, Duration replayAge) {
    this.history = new History<>(epoch, replayCount, replayAge);
  }

  RoomState(RoomImage image, int replayCount, Duration replayAge, long now) {
    List<Entry<Said>> entries =
        image.entries().stream()
            .map(aged -> new Entry<>(aged.position(), now - aged.ageMillis(), aged.said()))
            .toList();
    this.history =
        History.restore(
            replayCount, replayAge, image.head(), image.eras(), entries, now - image.droppedAge());
    this.presence = image.presence();
    this.attributes = image.attributes();
    this.numbers.putAll(image.numbers());
    image.members().forEach(member -> members.put(member.user(), aged(member, now)));
  }

  /** Makes a change come true. */
  void apply(Change change, long now) {
    if (change instanceof Change.Published published) {
      publish(published, now);
    } else if (change instanceof Change.Entered entered) {
      presence = entered.presence();
      put(entered.member());
    } else if (change instanceof Change.TookOver tookOver) {
      put(tookOver.member());
    } else if (change instanceof Change.FellSilent silent) {
      put(member(silent.user()).withSilence(new Silence(now - silent.ageMillis(), 0)));
    } else if (change instanceof Change.StepTold told) {
      presence = told.presence();
      Member member = member(told.user());
      put(member.withSilence(new Silence(member.silence().since(), told.step() + 1)));
    } else if (change instanceof Change.Returned returned) {
      presence = returned.presence();
      put(member(returned.user()).withSilence(null));
    } else if (change instanceof Change.Gone gone) {
      presence = gone.presence();
      members.remove(gone.user());
    } else if (change instanceof Change.StreamAdded added) {
      presence = added.presence();
      put(member(added.user()).withStream(added.stream()));
    } else if (change instanceof Change.StreamRemoved removed) {
      presence = removed.presence();
      put(member(removed.user()).withoutStream(removed.stream()));
    } else if (change instanceof Change.AttributesChanged changed) {
      attributes = attributes.after(changed);
    }
  }

  /** The member of that name, or null. */
  Member member(String user) {
    return members.get(user);
  }

  Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  int count() {
    return members.size();
  }

  History<Said> history() {
    return history;
  }

  /** The version of the newest change of presence. */
  long presence() {
    return presence;
  }

  RoomAttributes attributes() {
    return attributes;
  }

  /** The highest number that the member's client instance has published under; 0 if none. */
  long numberOf(Member member) {
    return numbers.getOrDefault(publisher(member.user(), member.instance()), 0L);
  }

  /** An instance is named by its client: equal names of different users are no relatives. */
  private static String publisher(String user, String instance) {
    return user + "\n" + instance;
  }

  /** A copy to be sent. */
  RoomImage image(long now) {
    List<RoomImage.Aged> entries =
        history.entries().stream()
            .map(e -> new RoomImage.Aged(e.position(), now - e.heardAt(), e.message()))
            .toList();
    return new RoomImage(
        history.head(),
        history.eras(),
        entries,
        now - history.newestDroppedAt(),
        presence,
        members.values().stream().map(member -> agedBack(member, now)).toList(),
        Map.copyOf(numbers),
        attributes);
  }

  /** The same for a service that reads it. */
  RoomView view(RoomKey key, long now) {
    List<Entry<Said>> entries = history.entries();
    return new RoomView(
        key.app(),
        key.room(),
        history.head(),
        entries.isEmpty() ? null : entries.get(0).position(),
        presence,
        members.values().stream().map(member -> member.view(now)).toList(),
        Map.copyOf(attributes.values()));
  }

  private void publish(Change.Published published, long now) {
    Said said = published.said();
    history.append(new Entry<>(published.position(), now, said));
    numbers.put(publisher(said.from(), said.instance()), said.number());
  }

  private void put(Member member) {
    members.put(member.user(), member);
  }

  /** In an image a silence's {@code since} is its age. */
  private static Member agedBack(Member member, long now) {
    Silence silence = member.silence();
    return silence == null
        ? member
        : member.withSilence(new Silence(now - silence.since(), silence.stepsTold()));
  }

  private static Member aged(Member member, long now) {
    return agedBack(member, now);
  }
}
