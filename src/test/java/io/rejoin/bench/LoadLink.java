package io.rejoin.bench;

import java.util.function.Consumer;

/** A client that joins its room, then counts the messages there. */
final class LoadLink extends ClientLink {

  /** What a load hears of its links. */
  interface Owner {
    void joined(LoadLink link);

    void refused(LoadLink link);

    void read(LoadLink link, long before);
  }

  private final LoadRoom room;
  private final Owner owner;
  private long received;
  private long told;

  LoadLink(String user, LoadRoom room, Owner owner, Consumer<String> failed) {
    super(user, failed);
    this.room = room;
    this.owner = owner;
  }

  LoadRoom room() {
    return room;
  }

  /** How many messages have come. */
  long received() {
    return received;
  }

  void publish(long number) {
    write(
        "{\"type\":\"publish\",\"id\":%d,\"room\":\"%s\",\"number\":%d,\"payload\":\"%s\"}"
            .formatted(number + 2, room.name(), number, PAYLOAD));
  }

  @Override
  void heard(int kind) {
    if (kind == FrameReader.MESSAGE) {
      received++;
    } else if (kind == FrameReader.LOGGED_IN) {
      write("{\"type\":\"join\",\"id\":2,\"room\":\"%s\"}".formatted(room.name()));
      flush();
    } else if (kind == FrameReader.JOINED) {
      owner.joined(this);
    }
  }

  @Override
  void refused() {
    owner.refused(this);
  }

  @Override
  void allHeard() {
    if (received > told) {
      long before = told;
      told = received;
      owner.read(this, before);
    }
  }
}
