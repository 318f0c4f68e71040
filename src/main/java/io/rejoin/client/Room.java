package io.rejoin.client;

import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A room, as an application sees it; made by {@link Client#room}. It lives until it is left, is
 * refused, or the login ends, which is told by {@link RoomEvent.Ended}. Listeners may be added
 * before {@link #join}. Threads and failures are as the client's; a room that was not joined, or
 * has ended, fails with {@code not-joined}.
 */
public final class Room {
  private final String id;
  private final Client client;
  private final Emitter<RoomEvent> listeners = new Emitter<>();
  private final Seat seat;

  Room(String id, Client client, Core core) {
    this.id = id;
    this.client = client;
    seat = core.newSeat(id, this::told);
  }

  private void told(RoomEvent event) {
    if (event instanceof RoomEvent.Ended) {
      client.forget(this);
    }
    listeners.tell(event);
  }

  public String id() {
    return id;
  }

  public RoomState state() {
    return seat.state();
  }

  /** Members as far as they were told. In very large rooms only {@link #count} is true. */
  public List<Member> members() {
    return seat.view().members();
  }

  /** How many members the room has, as last told. */
  public int count() {
    return seat.view().count();
  }

  /** How far messages and presence were heard. */
  public RoomPosition position() {
    return seat.position();
  }

  /** Hears events of a type; {@code RoomEvent.class} hears all. */
  public <T extends RoomEvent> Registration on(Class<T> type, Consumer<? super T> listener) {
    return listeners.on(type, listener);
  }

  /** Enters the room; kept with it when the server has said so. */
  public CompletionStage<Room> join() {
    return client.ask(this::enter);
  }

  CompletableFuture<Room> enter() {
    return seat.enter().thenApply(entered -> this);
  }

  /** The same as {@link #publish(Payload)} with a text. */
  public CompletionStage<Published> publish(String text) {
    return publish(Payload.of(text));
  }

  /**
   * A message to all members, this client included. Waits through drops, is sent again as often as
   * needed, and is delivered once. Fails with {@code timeout} after the profile's request timeout;
   * it may then still arrive, once.
   */
  public CompletionStage<Published> publish(Payload payload) {
    return client.ask(() -> seat.publish(payload).thenApply(Room::published));
  }

  private static Published published(ServerFrame frame) {
    ServerFrame.Published published = (ServerFrame.Published) frame;
    return new Published(published.epoch(), published.offset());
  }

  /** Announces a stream. It is announced again when the room has lost it, after a long drop say. */
  public CompletionStage<Void> publishStream(Stream stream) {
    return client.done(() -> seat.publishStream(stream));
  }

  /** Withdraws a stream. */
  public CompletionStage<Void> unpublishStream(String stream) {
    return client.done(() -> seat.unpublishStream(stream));
  }

  /** Asks the server for all members. */
  public CompletionStage<MemberList> fetchMembers() {
    return client.ask(() -> seat.fetchMembers().thenApply(Room::memberList));
  }

  private static MemberList memberList(ServerFrame frame) {
    ServerFrame.MemberList list = (ServerFrame.MemberList) frame;
    List<Member> members =
        list.members() == null ? null : list.members().stream().map(Member::of).toList();
    return new MemberList(members, list.count());
  }

  /** Leaves for good; the others are told at once. */
  public CompletionStage<Void> leave() {
    return client.ask(seat::leave);
  }
}
