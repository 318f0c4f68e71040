package io.rejoin.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rejoin.wire.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load that counts wrongly would measure nothing. */
class FrameReaderTest {
  private final List<Object> seen = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader(
          new FrameReader.Listener() {
            @Override
            public void onFrame(int kind) {
              seen.add(kind);
            }

            @Override
            public void onClose(int status) {
              seen.add("closed " + status);
            }
          });

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 64, 100_000})
  void framesOfAllLengthsAreSeenOnceHoweverReadsAreCut(int bytesAtOnce) {
    ByteBuf all = Unpooled.buffer();
    all.writeBytes(Frames.text(message("x".repeat(70_000))));
    all.writeBytes(Frames.text(new ServerFrame.LoggedIn(1, 1, 1, false, "rejoin", null)));
    all.writeBytes(Frames.text(message("short")));
    all.writeBytes(Frames.text(message("x".repeat(300))));
    all.writeBytes(new byte[] {(byte) 0x88, 2, 0x0F, (byte) 0xA1});
    while (all.isReadable()) {
      reader.read(all.readSlice(Math.min(bytesAtOnce, all.readableBytes())));
    }
    assertEquals(
        List.of(
            FrameReader.MESSAGE,
            FrameReader.LOGGED_IN,
            FrameReader.MESSAGE,
            FrameReader.MESSAGE,
            "closed 4001"),
        seen);
  }

  @Test
  void membersAreNoMessages() {
    reader.read(Frames.text(new ServerFrame.Snapshot("room", 1, 1, List.of())));
    reader.read(Frames.text(new ServerFrame.MemberList(1, "room", 1, 1, List.of())));
    assertEquals(2, seen.size());
    assertEquals(FrameReader.kind("mem"), seen.get(1));
  }

  private static ServerFrame message(String payload) {
    return new ServerFrame.Message("room", 1, 1, "u1", 1, 1_700_000_000_000L, payload, null);
  }
}
