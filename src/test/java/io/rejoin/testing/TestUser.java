package io.rejoin.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.room.AttributeEdit;
import io.rejoin.room.Fence;
import io.rejoin.room.Room;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A user with a client object, which remembers what it has of its rooms. Each act settles before it
 * returns. What it hears is kept as {@code "1500: lost u1"}: milliseconds since the users met, and
 * the news in a few words.
 */
public final class TestUser {
  private final World world;
  private final String name;
  private final String profile;
  private final String platform;
  private final Map<String, RoomPosition> rooms = new HashMap<>();
  private final List<String> news = new ArrayList<>();
  private final Map<String, Long> letters = new HashMap<>();
  private String instance = "i1";
  private TestLink link;
  private Fence fence;
  private long attempt;
  private long requests;
  private long published;
  private int instances = 1;

  TestUser(World world, String name, String profile, String platform) {
    this.world = world;
    this.name = name;
    this.profile = profile;
    this.platform = platform;
  }

  public String name() {
    return name;
  }

  String profile() {
    return profile;
  }

  /** The newest link. */
  public TestLink link() {
    return link;
  }

  /** The newest fence that the server gave. */
  public Fence fence() {
    return fence;
  }

  /** What the client has of a room. */
  public RoomPosition position(String room) {
    return rooms.get(room);
  }

  /** What was heard since this was asked last. */
  public List<String> news() {
    world.settle();
    synchronized (news) {
      List<String> all = List.copyOf(news);
      news.clear();
      return all;
    }
  }

  /** The same, without the times. */
  public List<String> words() {
    return news().stream().map(line -> line.substring(line.indexOf(": ") + 2)).toList();
  }

  void said(String words) {
    synchronized (news) {
      news.add(world.sinceStart() + ": " + words);
    }
  }

  void attached(TestLink on, LinkCommand.Attached attached) {
    fence = attached.fence();
    String how = attached.resumed() ? "resumed " : "logged in ";
    said(how + fence.epoch() + "." + fence.link());
  }

  void heardFrame(TestLink on, JsonNode frame) {
    String room = frame.path("room").asText();
    RoomPosition had = rooms.getOrDefault(room, new RoomPosition(0, 0, 0));
    long presence = frame.path("presence").asLong(had.presence());
    if (frame.path("type").asText().equals("message")) {
      rooms.put(
          room,
          new RoomPosition(frame.get("epoch").asLong(), frame.get("offset").asLong(), presence));
    } else if (frame.path("type").asText().equals("joined")) {
      boolean isNew = !rooms.containsKey(room);
      rooms.put(
          room,
          isNew
              ? new RoomPosition(
                  frame.get("epoch").asLong(), frame.get("offset").asLong(), presence)
              : new RoomPosition(had.epoch(), had.offset(), presence));
    } else if (frame.path("type").asText().equals("expelled")) {
      rooms.remove(room);
    } else if (rooms.containsKey(room)) {
      rooms.put(room, new RoomPosition(had.epoch(), had.offset(), presence));
    }
    said(Words.of(frame));
  }

  /** A new login on a new link. */
  public void login() {
    link = world.connect(this);
    attempt++;
    requests++;
    loginAgain();
  }

  /** The last login attempt once more, on the newest link. */
  public void loginAgain() {
    link.tell(
        new Session.Login(link.address(), requests, instance, attempt, platform, profile, null));
    world.settle();
  }

  /** The last login attempt once more, on a new link. */
  public void repeatLogin() {
    link = world.connect(this);
    loginAgain();
  }

  /** The app is killed and started again: a client that remembers nothing; its old link stays. */
  public void restarts() {
    instance = "i" + ++instances;
    attempt = 0;
    published = 0;
    rooms.clear();
    login();
  }

  /** Resumes on a new link, with what the client has. */
  public void resume() {
    resume(fence);
  }

  /** Resumes on a new link, under another fence than the newest. */
  public void resume(Fence last) {
    connectForResume();
    link.tell(resumption(link, ++requests, last, Map.copyOf(rooms)));
    world.settle();
  }

  /** The client forgets what it has of a room. */
  public void forgets(String room) {
    rooms.remove(room);
  }

  /** Opens a new link, and says nothing yet. */
  public void connectForResume() {
    link = world.connect(this);
  }

  /** Resumes on the newest link, and lets the next act come before anybody has had a turn. */
  public void startResume() {
    link.tell(resumption(link, ++requests, fence, Map.copyOf(rooms)));
  }

  Session.Resume resumption(
      TestLink on, long request, Fence last, Map<String, RoomPosition> positions) {
    return new Session.Resume(
        on.address(), request, instance, last, platform, profile, positions, null, Set.of());
  }

  Session.Reattach reattachment(TestLink on, Fence under, Map<String, RoomPosition> positions) {
    return new Session.Reattach(on.address(), instance, under, platform, profile, positions);
  }

  /** Joins, with what the client has of the room. */
  public void join(String room) {
    startJoin(room);
    world.settle();
  }

  /** Joins, and lets the next act come before anybody has had a turn. */
  public void startJoin(String room) {
    link.tell(new Session.Join(link.address(), fence, ++requests, room, rooms.get(room)));
  }

  public void leave(String room) {
    startLeave(room);
    world.settle();
  }

  /** Leaves, and lets the next act come before anybody has had a turn. */
  public void startLeave(String room) {
    link.left(room);
    rooms.remove(room);
    link.tell(new Session.Leave(link.address(), fence, ++requests, room));
  }

  public void logout() {
    startLogout();
    world.settle();
  }

  /** Logs out, and lets the next act come before anybody has had a turn. */
  public void startLogout() {
    link.tell(new Session.Logout(link.address(), fence, ++requests, Duration.ZERO));
  }

  /** Logs out, but only if it does not come back within that time. */
  public void logout(Duration after) {
    link.tell(new Session.Logout(link.address(), fence, ++requests, after));
    world.settle();
  }

  /** Says by a new link, which is not attached, that it has logged out of that login. */
  public void farewell(long epoch) {
    connectForResume();
    link.tell(new Session.Farewell(link.address(), ++requests, instance, attempt, epoch));
    world.settle();
  }

  /** The token permits these rooms no longer. */
  public void isForbidden(String... names) {
    link.tell(new Session.Forbid(fence, Set.of(names)));
    world.settle();
  }

  /** Resumes on a new link with a token that does not permit these rooms. */
  public void resumeForbidden(String... names) {
    connectForResume();
    Map<String, RoomPosition> others = new HashMap<>(rooms);
    others.keySet().removeAll(Set.of(names));
    Session.Resume all = resumption(link, ++requests, fence, others);
    link.tell(
        new Session.Resume(
            all.link(),
            all.request(),
            all.instance(),
            all.last(),
            all.platform(),
            all.profile(),
            all.rooms(),
            null,
            Set.of(names)));
    world.settle();
  }

  /** Publishes by the fast road, with an acknowledgement. */
  public void publish(String room, String payload) {
    published++;
    publishAgain(room, payload);
  }

  /** Publishes, and lets the next act come before anybody has had a turn. */
  public void startPublish(String room, String payload) {
    published++;
    startTelling(room, new Room.Publish(name, fence, ++requests, published, payload, false));
  }

  /** Publishes under the last number once more. */
  public void publishAgain(String room, String payload) {
    tellRoom(room, new Room.Publish(name, fence, ++requests, published, payload, false));
  }

  public void publishStream(String room, String stream) {
    tellRoom(room, new Room.StreamPublish(name, fence, ++requests, stream, "video", null));
  }

  public void unpublishStream(String room, String stream) {
    tellRoom(room, new Room.StreamUnpublish(name, fence, ++requests, stream));
  }

  /** Sends a message to another user, under the next number. */
  public void send(String to, String payload) {
    letters.merge(to, 1L, Long::sum);
    sendAgain(to, payload, 0);
  }

  /** Sends under the last number once more; all up to {@code settled} need no more. */
  public void sendAgain(String to, String payload, long settled) {
    sendAs(letters.get(to), to, payload, settled, false);
  }

  /** Sends under a number of the test's choice. */
  public void sendAs(long number, String to, String payload, long settled, boolean offline) {
    letters.put(to, number);
    link.tell(
        new Session.Send(
            link.address(), fence, ++requests, to, number, settled, payload, false, offline));
    world.settle();
  }

  void heardLetter(LinkCommand.Letter letter) {
    String how = letter.stored() ? "stored " : "";
    said(how + letter.from() + " #" + letter.number() + " " + letter.payload());
  }

  /** The client has all of a sender's messages up to this number. */
  public void acknowledges(TestUser from, long number) {
    link.tell(new Session.Received(fence, from.name, from.fence.epoch(), number));
    world.settle();
  }

  /** Asks once for the status of users. */
  public void queryStatus(String... users) {
    askStatus(Session.StatusRequest.Want.QUERY, users);
  }

  /** Wants to be told the status of users. */
  public void subscribe(String... users) {
    askStatus(Session.StatusRequest.Want.SUBSCRIBE, users);
  }

  /** Does not want to be told it any more. */
  public void unsubscribe(String... users) {
    askStatus(Session.StatusRequest.Want.UNSUBSCRIBE, users);
  }

  private void askStatus(Session.StatusRequest.Want want, String... users) {
    link.tell(new Session.StatusRequest(link.address(), fence, ++requests, want, List.of(users)));
    world.settle();
  }

  /** Changes attributes of a room, or with null for it the user's own. */
  public void changeAttributes(String room, AttributeEdit edit, boolean announce) {
    link.tell(
        new Session.ChangeAttributes(link.address(), fence, ++requests, room, edit, announce));
    world.settle();
  }

  /** Reads attributes; of no keys for all. */
  public void readAttributes(String user, String room, String... keys) {
    List<String> wanted = keys.length == 0 ? null : List.of(keys);
    link.tell(new Session.ReadAttributes(link.address(), fence, ++requests, user, room, wanted));
    world.settle();
  }

  void heardAttributes(LinkCommand.Attributes read) {
    Map<String, String> values = new TreeMap<>();
    read.attributes().forEach((key, attribute) -> values.put(key, attribute.value()));
    said(read.user() + " " + values);
  }

  /** Asks who is there. */
  public void askMembers(String room) {
    tellRoom(room, new Room.Members(name, fence, ++requests));
  }

  private void tellRoom(String room, Room.Command command) {
    startTelling(room, command);
    world.settle();
  }

  private void startTelling(String room, Room.Command command) {
    ActorRef<Room.Command> route = world.outlet.route(world.key(room));
    if (route == null || world.outlet.seat(world.key(room), link.socket()) == null) {
      throw new AssertionError(name + " has no seat in " + room);
    }
    route.tell(command);
  }

  /** From now on no byte comes from the link, whose socket stays open. */
  public void fallsSilent() {
    link.fallSilent();
    world.settle();
  }

  /** Bytes come again on the same link. */
  public void speaks() {
    link.speak();
    world.settle();
  }

  /** The link's socket is closed. */
  public void drops() {
    startDrop();
    world.settle();
  }

  /** The socket is closed, and the next act comes before anybody has had a turn. */
  public void startDrop() {
    link.close();
  }
}
