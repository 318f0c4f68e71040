package io.rejoin.bench;

/** What a client that comes back remembers of its room, and what it has heard since. */
final class Returning {
  final String user;
  final String room;

  /** Its login, and the last link of it; 0 before the first. */
  long epoch;

  long link;

  /** How far it has come in the room. */
  long roomEpoch;

  long offset;
  long presence;

  /** Messages since its last link began. */
  int heard;

  Returning(String user, String room) {
    this.user = user;
    this.room = room;
  }
}
