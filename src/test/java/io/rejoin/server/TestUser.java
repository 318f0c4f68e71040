package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.gateway.TestLink;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A client as a good one is: it has an instance, counts attempts, requests and publications, sends
 * heartbeats, and keeps its login and its positions over its links. Pongs and counts of members are
 * not given to the test. Used by one thread.
 */
final class TestUser implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(15);
  private static final InstantSource CLOCK = MachineClocks.wall();

  private IntSupplier port;
  private final String name;
  private String app = "demo";
  private String profile = "rejoin";
  private String token;
  private String instance;
  private Places places = new Places();
  private final Map<String, Long> numbers = new HashMap<>();
  private long attempt;
  private long ids;
  private long epoch;
  private long linkNumber;
  private final List<TestLink> links = new ArrayList<>();
  private TestLink link;
  private Heart heart;

  TestUser(IntSupplier port, String name) {
    this.port = port;
    this.name = name;
    this.instance = name + "-instance-1";
  }

  TestUser app(String newApp) {
    app = newApp;
    return this;
  }

  TestUser profile(String newProfile) {
    profile = newProfile;
    return this;
  }

  TestUser token(String newToken) {
    token = newToken;
    return this;
  }

  /** The app was killed and started again, or started elsewhere: it remembers nothing. */
  TestUser newInstance(String newInstance) {
    instance = newInstance;
    places = new Places();
    numbers.clear();
    attempt = 0;
    return this;
  }

  /** Its next links are to another server. */
  void moveTo(IntSupplier newPort) {
    port = newPort;
  }

  /** The same user and instance, for a second socket. */
  TestUser twin() {
    TestUser twin = new TestUser(port, name).app(app).profile(profile).token(token);
    twin.instance = instance;
    twin.attempt = attempt;
    twin.epoch = epoch;
    twin.linkNumber = linkNumber;
    twin.places = places;
    return twin;
  }

  // Its login.

  /** Logs in anew on a new link. */
  TestUser logIn() throws Exception {
    attempt++;
    return repeatLogin();
  }

  /** Sends the same attempt again on a new link. */
  TestUser repeatLogin() throws Exception {
    connect();
    askToLogIn("");
    loggedIn(false);
    return this;
  }

  /** Resumes on a new link; what follows is for the test to hear. */
  TestUser resume() throws Exception {
    connect();
    askToResume();
    loggedIn(true);
    return this;
  }

  /** The same on a link that reads little at a time. */
  TestUser logInNarrow() throws Exception {
    attempt++;
    use(TestLink.connectNarrow(port.getAsInt()));
    askToLogIn("");
    loggedIn(false);
    return this;
  }

  void connect() throws IOException {
    use(TestLink.connect(port.getAsInt()));
  }

  private void use(TestLink newLink) {
    link = newLink;
    links.add(newLink);
  }

  void askToResume() throws IOException {
    askToLogIn(
        ",'resume':{'epoch':%d,'link':%d,'rooms':%s}".formatted(epoch, linkNumber, places.all()));
  }

  /** Sends a login frame with these fields besides. */
  void askToLogIn(String more) throws IOException {
    link.send(
        "{'type':'login','id':%d,'app':'%s','user':'%s','instance':'%s','attempt':%d,"
                .formatted(++ids, app, name, instance, attempt)
            + "'platform':'web','profile':'%s'%s%s}"
                .formatted(profile, token == null ? "" : ",'token':'" + token + "'", more));
  }

  /** Hears that the login was taken. */
  JsonNode loggedIn(boolean resumed) throws Exception {
    return loggedIn(next("logged-in"), resumed);
  }

  JsonNode loggedIn(JsonNode answer, boolean resumed) {
    assertEquals("logged-in", answer.path("type").asText(), answer.toString());
    assertEquals(ids, answer.path("id").asLong());
    assertEquals(resumed, answer.path("resumed").asBoolean(), answer.toString());
    epoch = answer.path("epoch").asLong();
    linkNumber = answer.path("link").asLong();
    heart = new Heart(link);
    return answer;
  }

  long epoch() {
    return epoch;
  }

  long linkNumber() {
    return linkNumber;
  }

  String name() {
    return name;
  }

  // Its rooms.

  /** Enters a room, or comes back to it; what follows is for the test to hear. */
  JsonNode join(String room) throws Exception {
    String position = places.has(room) ? ",'position':" + places.of(room) : "";
    long id = ask("'type':'join','room':'" + room + "'" + position);
    JsonNode joined = next("joined");
    assertEquals(id, joined.path("id").asLong(), joined.toString());
    return joined;
  }

  /** Publishes, and hears its own message and, before or after it, that it was taken. */
  JsonNode say(String room, String text) throws Exception {
    long id = publish(room, text);
    Map<String, JsonNode> heard = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      JsonNode frame = assertInstanceOf(JsonNode.class, hear(WAIT), name);
      heard.put(frame.path("type").asText(), frame);
    }
    assertEquals(Set.of("message", "published"), heard.keySet(), heard::toString);
    JsonNode own = heard.get("message");
    assertEquals(text, own.path("payload").asText());
    assertEquals(name, own.path("from").asText());
    assertEquals(id, heard.get("published").path("id").asLong());
    assertEquals(own.path("offset"), heard.get("published").path("offset"));
    return own;
  }

  /** Publishes the next message; its request's id. */
  long publish(String room, String text) throws IOException {
    return publish(room, numbers.merge(room, 1L, Long::sum), text);
  }

  /** Publishes under this number. */
  long publish(String room, long number, String text) throws IOException {
    return ask(
        "'type':'publish','room':'%s','number':%d,'payload':'%s'".formatted(room, number, text));
  }

  /** Sends a request; its id. */
  long ask(String fields) throws IOException {
    link.send("{'id':" + ++ids + "," + fields + "}");
    return ids;
  }

  void send(String frame) throws IOException {
    link.send(frame);
  }

  TestLink link() {
    return link;
  }

  // What it hears.

  /** The next frame, which must be of this type. */
  JsonNode next(String type) throws Exception {
    Object next = hear(WAIT);
    if (next instanceof JsonNode frame && type.equals(frame.path("type").asText())) {
      return frame;
    }
    return fail(name + " waits for " + type + ", not " + next);
  }

  /** The next frame, which must be of this type and of this user. */
  JsonNode next(String type, TestUser of) throws Exception {
    JsonNode frame = next(type);
    JsonNode about = type.equals("member-joined") ? frame.path("member") : frame;
    assertEquals(of.name, about.path("user").asText(), frame.toString());
    assertEquals(of.epoch, about.path("epoch").asLong(), frame.toString());
    return frame;
  }

  /** The next frame, which must be a message of this text. */
  JsonNode nextMessage(String text) throws Exception {
    JsonNode message = next("message");
    assertEquals(text, message.path("payload").asText(), message.toString());
    return message;
  }

  /** The next frame, which must be an error of this code. */
  JsonNode nextError(String code) throws Exception {
    JsonNode error = next("error");
    assertEquals(code, error.path("code").asText(), error.toString());
    return error;
  }

  /** The end of the link, before which nothing may be heard; its status. */
  int closed() throws Exception {
    Object next = hear(WAIT);
    return next instanceof TestLink.Closed closed ? closed.code() : fail(name + ": not " + next);
  }

  /** Fails if anything came before the answer of the room, by the road of all that it says. */
  JsonNode hearsNothingElseIn(String room) throws Exception {
    long id = ask("'type':'members','room':'" + room + "'");
    JsonNode members = next("members");
    assertEquals(id, members.path("id").asLong(), members.toString());
    return members;
  }

  /** Fails if anything comes before the answer to a ping that is sent now. */
  void hearsNothingElse() throws Exception {
    long last = heart.beat();
    while (heart.heard() < last) {
      Object next = link.heardWithin(WAIT);
      assertTrue(isHidden(next), () -> name + " should hear nothing, but hears " + next);
    }
  }

  /** Fails if anything comes within that time. */
  void hearsNothingFor(Duration limit) throws Exception {
    Object next = hear(limit);
    assertEquals(null, next, name);
  }

  /** The next frame that is for the test, or the end of the link; null if none comes in time. */
  Object hear(Duration limit) throws Exception {
    long until = CLOCK.millis() + limit.toMillis();
    Object next = link.heardWithin(limit);
    while (isHidden(next)) {
      next = link.heardWithin(Duration.ofMillis(until - CLOCK.millis()));
    }
    if (next instanceof JsonNode frame) {
      places.heard(frame);
    }
    return next;
  }

  private boolean isHidden(Object heard) {
    String type = heard instanceof JsonNode frame ? frame.path("type").asText() : "";
    if (type.equals("pong")) {
      heart.pong();
    }
    return type.equals("pong") || type.equals("count");
  }

  // How it drops.

  /** The network is gone without a word: nothing is sent or read; the socket stays open. */
  void plugOut() throws IOException {
    heart.stop();
    link.stopReading();
    heart.beat(); // its answer is the last that may be read
  }

  /** The same socket goes on. */
  void plugIn() {
    link.readAgain();
    heart = new Heart(link, heart);
  }

  /** The socket is closed. */
  void closeSocket() throws IOException {
    heart.stop();
    link.close();
  }

  /** Drops, silently or by a closed socket. */
  void drop(boolean silently) throws IOException {
    if (silently) {
      plugOut();
    } else {
      closeSocket();
    }
  }

  @Override
  public void close() throws IOException {
    if (heart != null) {
      heart.stop();
    }
    for (TestLink each : links) {
      each.close();
    }
  }
}
