package io.rejoin.store;

import io.rejoin.store.Inboxes.Letter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be done to an inbox. */
sealed interface InboxWrite {
  /** An open weighs as much as these writes, since it may read a whole inbox. */
  int OPEN = 16;

  /** So many bytes weigh as much as a write, and so do so many places. */
  int BYTES = 4096;

  int PLACES = 16;

  AccountKey key();

  /** How much of a queue and of a batch it takes; see {@link BatchTable#weight}. */
  int weight();

  record Open(AccountKey key) implements InboxWrite {
    @Override
    public int weight() {
      return OPEN;
    }
  }

  /** A letter, and its payload as it is stored. */
  record Encoded(Letter letter, byte[] payload) {
    static Encoded of(Letter letter) {
      AccountKey.check("sender", letter.from());
      try {
        ByteBuffer utf8 =
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(letter.payload()));
        var payload = new byte[utf8.remaining()];
        utf8.get(payload);
        return new Encoded(letter, payload);
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("the payload is not well-formed text", e);
      }
    }
  }

  record Put(AccountKey key, long incarnation, List<Encoded> letters) implements InboxWrite {
    @Override
    public int weight() {
      int rows = letters.stream().mapToInt(letter -> 1 + letter.payload.length / BYTES).sum();
      return Math.max(1, rows);
    }

    long bytes() {
      return letters.stream().mapToLong(letter -> letter.payload.length).sum();
    }
  }

  record Remove(AccountKey key, long incarnation, List<Long> places) implements InboxWrite {
    @Override
    public int weight() {
      return 1 + places.size() / PLACES;
    }
  }
}
