package io.rejoin.client;

/**
 * The publication numbers of one room: from 1, without holes as far as that is known. A number is
 * given at the first sending; one that was surely not taken by the room is given back.
 */
final class Numbers {
  private long last;

  void give(Request request) {
    if (request.number == 0) {
      last++;
      request.number = last;
    }
  }

  void giveBack(Request request) {
    if (request.number == last) {
      last--;
    }
    request.number = 0;
  }
}
