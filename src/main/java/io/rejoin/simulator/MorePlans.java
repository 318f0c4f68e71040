package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.List;

/** Draws what happens besides: each kind from a source of its own. */
final class MorePlans {
  private static final int MINUTE = 60 * Draw.SECOND;
  private static final List<String> KEYS = List.of("topic", "color");
  private static final List<String> STREAMS = List.of("camera", "screen");

  /** What one kind of acts does with its source. */
  private interface Kind {
    void draw(Draw draw);
  }

  private MorePlans() {}

  static List<Planned> plan(long seed, int users, int nodes, long length) {
    List<Kind> kinds =
        List.of(
            MorePlans::links,
            MorePlans::tokens,
            MorePlans::bans,
            MorePlans::attributes,
            MorePlans::streams,
            MorePlans::nodes);
    List<Planned> acts = new ArrayList<>();
    for (Kind kind : kinds) {
      long own = seed * kinds.size() + kinds.indexOf(kind);
      Draw draw = new Draw(~own, users, nodes, length);
      kind.draw(draw);
      acts.addAll(draw.acts());
    }
    return acts;
  }

  private static void links(Draw draw) {
    draw.every(
        MINUTE,
        at -> {
          String device = draw.device();
          draw.add(
              at,
              switch (draw.upTo(3)) {
                case 0 -> new Act.Throttle(device, draw.between(100, 3000));
                case 1 -> new Act.Slow(device, draw.between(100, 900));
                default -> new Act.CloseLate(device, draw.between(500, 4000));
              });
          draw.add(at + draw.trouble(), new Act.Ease(device));
        });
  }

  private static void tokens(Draw draw) {
    draw.every(
        MINUTE,
        at -> {
          String device = draw.device();
          int life = draw.between(20, 90);
          draw.add(at, new Act.LoginFor(device, life));
          draw.add(at + Draw.SECOND, new Act.Join(device, draw.room()));
          if (draw.upTo(4) > 0) {
            long end = at + (long) life * Draw.SECOND;
            long when = end - 10 * Draw.SECOND + draw.upTo(40 * Draw.SECOND);
            draw.add(when, new Act.Renew(device, draw.between(20, 200)));
          }
        });
  }

  private static void bans(Draw draw) {
    draw.every(
        2 * MINUTE,
        at -> {
          int time = draw.between(Draw.SECOND, 40 * Draw.SECOND);
          String user = draw.user();
          String room = draw.room();
          String device = draw.device();
          boolean ofRoom = draw.upTo(3) > 0;
          draw.add(
              at,
              ofRoom ? new Act.BanFrom(device, user, room, time) : new Act.Ban(device, user, time));
          long when = at + draw.upTo(2 * time);
          draw.add(when, ofRoom ? new Act.Join(user, room) : new Act.Login(user));
        });
  }

  private static void attributes(Draw draw) {
    List<String> values = new ArrayList<>();
    draw.every(
        20 * Draw.SECOND,
        at -> {
          String value = "a" + values.size();
          values.add(value);
          String key = KEYS.get(draw.upTo(KEYS.size()));
          draw.add(at, new Act.SetAttribute(draw.device(), draw.room(), key, value));
          draw.add(at + draw.upTo(5 * Draw.SECOND), new Act.Read(draw.device(), draw.room()));
        });
  }

  private static void streams(Draw draw) {
    draw.every(
        20 * Draw.SECOND,
        at -> {
          String device = draw.device();
          String room = draw.room();
          String stream = STREAMS.get(draw.upTo(STREAMS.size()));
          draw.add(at, new Act.Announce(device, room, stream));
          draw.add(at + draw.trouble(), new Act.Withdraw(device, room, stream));
        });
  }

  private static void nodes(Draw draw) {
    if (draw.nodes() < 2) {
      return;
    }
    draw.every(
        2 * MINUTE,
        at -> {
          int node = draw.node();
          long end = at + draw.trouble();
          boolean parts = draw.upTo(2) == 0;
          draw.add(at, parts ? new Act.Part(node) : new Act.Freeze(node));
          draw.add(end, parts ? new Act.Unite(node) : new Act.Thaw(node));
          draw.add(end + 10 * Draw.SECOND, new Act.StartNode(node));
        });
  }
}
