package io.rejoin.client;

import io.rejoin.wire.HeardFrame;

/** What was sent before a logout, and may still be answered. */
interface Rest {

  /** Nothing was sent. */
  Rest NOTHING =
      new Rest() {
        @Override
        public void answer(HeardFrame frame) {}

        @Override
        public void fail(RejoinException error) {}
      };

  void answer(HeardFrame frame);

  /** Fails what was not answered. */
  void fail(RejoinException error);
}
