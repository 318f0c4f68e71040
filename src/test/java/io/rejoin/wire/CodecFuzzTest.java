package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated frames are read or refused, and nothing else happens. */
class CodecFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final byte[] SPICE = "\"{}[]:,\\u0e-.19tfn\0\t".getBytes();

  @Test
  void whateverAClientSendsIsReadOrRefusedWithACode() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("CodecFuzzTest seed " + seed);
    Random random = new Random(seed);
    List<byte[]> frames = new ArrayList<>();
    for (ClientFrame frame : GoldenFramesTest.clientFrames()) {
      frames.add(new JsonMapper().writeValueAsBytes(frame));
    }
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] frame = mutated(frames, random);
      try {
        Codec.decode(frame);
      } catch (BadFrameException e) {
        refused++;
        Codec.encode(
            new ServerFrame.Error(
                e.id(), e.code(), e.code().number(), e.getMessage(), e.code().retry(), null));
      } catch (RuntimeException e) {
        fail("seed " + seed + ", round " + round + ": " + new String(frame), e);
      }
    }
    assertTrue(refused > ROUNDS / 2 && refused < ROUNDS, "refused " + refused + ", seed " + seed);
  }

  private static byte[] mutated(List<byte[]> frames, Random random) {
    byte[] frame = frames.get(random.nextInt(frames.size())).clone();
    for (int times = random.nextInt(4); times >= 0; times--) {
      int at = random.nextInt(frame.length);
      switch (random.nextInt(5)) {
        case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> frame[at] = SPICE[random.nextInt(SPICE.length)];
        case 2 -> frame = spliced(frame, 0, at, frame, at + 1, frame.length);
        case 3 -> frame = spliced(frame, 0, at, frame, random.nextInt(at + 1), frame.length);
        default -> {
          byte[] other = frames.get(random.nextInt(frames.size()));
          frame = spliced(frame, 0, at, other, random.nextInt(other.length), other.length);
        }
      }
      if (frame.length == 0) {
        return frame;
      }
    }
    return frame;
  }

  private static byte[] spliced(byte[] a, int a0, int a1, byte[] b, int b0, int b1) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a, a0, a1 - a0);
    out.write(b, b0, b1 - b0);
    return out.toByteArray();
  }
}
