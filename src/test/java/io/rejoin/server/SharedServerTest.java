package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test on the shared server, with a room of its own and users of its own. */
@ExtendWith(SharedServer.class)
abstract class SharedServerTest {
  private static final AtomicInteger STORIES = new AtomicInteger();

  private final int story = STORIES.incrementAndGet();
  private final List<TestUser> users = new ArrayList<>();
  final String room = "room-" + story;
  TestServer server;
  private LogBook log;

  @BeforeEach
  void useServer(TestServer shared) {
    server = shared;
    log = LogBook.open();
  }

  @AfterEach
  void closeLinks() throws Exception {
    List<String> logged = log.close();
    for (TestUser user : users) {
      user.close();
    }
    assertEquals(List.of(), logged, "nothing of this is worth a line in the log");
  }

  /** A user of this test, who has not logged in. */
  TestUser user(String name) {
    return closedAtTheEnd(new TestUser(server::port, name + "-" + story));
  }

  TestUser closedAtTheEnd(TestUser user) {
    users.add(user);
    return user;
  }

  /** Lets these users log in and join the room, one after the other. */
  void meet(TestUser... all) throws Exception {
    for (int i = 0; i < all.length; i++) {
      all[i].logIn().join(room);
      for (int j = 0; j < i; j++) {
        all[j].next("member-joined", all[i]);
      }
    }
  }

  /** Fails if any of these users, who are in the room, hears anything more. */
  void nothingElse(TestUser... all) throws Exception {
    for (TestUser user : all) {
      user.hearsNothingElseIn(room);
    }
  }
}
