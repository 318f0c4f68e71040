package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.ServerFrame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * What this client sends to other users: a stream for each of them, which lasts as long as the
 * login. Each message waits for a link, is sent again as often as needed, and is given up when the
 * profile's request timeout has passed since it was asked.
 */
final class Peers implements PeerStream.Host {

  /** Whose messages they are. */
  interface Host {
    ClientHalf profile();

    long nextId();

    boolean isLive();

    boolean send(ClientFrame frame);

    String describe();
  }

  /** What a sent frame was about. */
  private record Posted(PeerStream stream, Letter letter) {}

  private final Host host;
  private final Alarms alarms;
  private final ClientSettings settings;
  private final Map<String, PeerStream> streams = new LinkedHashMap<>();
  private final Map<Long, Posted> posted = new LinkedHashMap<>();

  Peers(Host host, Alarms alarms, ClientSettings settings) {
    this.host = host;
    this.alarms = alarms;
    this.settings = settings;
  }

  CompletableFuture<Sent> send(String to, Payload payload, boolean offline) {
    PeerStream stream = streams.get(to);
    refuseIfFull(to, stream == null ? 0 : stream.size());
    Letter letter = new Letter(payload, offline);
    FrameSize.refuseTooLarge(letter.frame(0, to, 0), settings.maxFrameBytes());
    if (stream == null) {
      stream = new PeerStream(to, this, alarms, settings.resendAfter().toMillis());
      streams.put(to, stream);
    }
    PeerStream way = stream;
    letter.expiry =
        alarms.in(host.profile().requestTimeout().toMillis(), () -> expire(way, to, letter));
    way.add(letter);
    return letter.reply;
  }

  /** A link is live; {@code resumed} if the login is the one before, so that its numbers go on. */
  void opened(boolean resumed) {
    for (Map.Entry<String, PeerStream> entry : List.copyOf(streams.entrySet())) {
      PeerStream stream = entry.getValue();
      if (!resumed) {
        stream.renumber();
      }
      if (stream.size() > 0 || resumed) {
        stream.opened();
      } else {
        streams.remove(entry.getKey());
      }
    }
  }

  void linkLost() {
    posted.clear();
    streams.values().forEach(PeerStream::linkLost);
  }

  /** Takes an answer; returns false if it answers no message. */
  boolean answer(HeardFrame frame) {
    long id = Answers.idOf(frame);
    Posted asked = posted.remove(id);
    if (asked == null) {
      return false;
    }
    if (frame instanceof HeardFrame.Refusal refusal) {
      asked.stream().refused(asked.letter(), id, Answers.errorOf(refusal));
    } else if (((HeardFrame.Known) frame).frame() instanceof ServerFrame.Sent sent) {
      asked.stream().acknowledged(asked.letter(), sent.result());
    }
    return true;
  }

  /** Takes out what was sent over the link, and may still be answered. */
  Peers setAside() {
    Peers rest = new Peers(host, alarms, settings);
    rest.streams.putAll(streams);
    rest.posted.putAll(posted);
    streams.clear();
    posted.clear();
    rest.streams.values().forEach(PeerStream::linkLost);
    return rest;
  }

  /** The login is over: all messages fail, and its numbers are forgotten. */
  void fail(RejoinException error) {
    List.copyOf(streams.values()).forEach(stream -> stream.fail(error));
    streams.clear();
    posted.clear();
  }

  @Override
  public boolean isLive() {
    return host.isLive();
  }

  /** Each sending has an id of its own, so that it is known which of them an answer is about. */
  @Override
  public long post(PeerStream stream, Letter letter, LongFunction<ClientFrame> frame) {
    long id = host.nextId();
    posted.put(id, new Posted(stream, letter));
    if (posted.size() > settings.sentFrames()) {
      Iterator<Long> oldest = posted.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    host.send(frame.apply(id));
    return id;
  }

  private void refuseIfFull(String to, int ofReceiver) {
    int all = streams.values().stream().mapToInt(PeerStream::size).sum();
    if (all >= settings.messages()) {
      throw RejoinException.of(
          Code.TOO_OFTEN, all + " messages are unsettled; limit " + settings.messages());
    }
    if (ofReceiver >= settings.messagesPerReceiver()) {
      throw RejoinException.of(
          Code.TOO_OFTEN,
          ofReceiver
              + " messages to "
              + to
              + " are unsettled; limit "
              + settings.messagesPerReceiver());
    }
  }

  private void expire(PeerStream stream, String to, Letter letter) {
    String limit = Seconds.of(host.profile().requestTimeout().toMillis());
    String refusal = letter.refusal == null ? "" : "; last refused with " + letter.refusal.code();
    stream.giveUp(
        letter,
        RejoinException.of(
            Code.TIMEOUT,
            "message "
                + letter.number
                + " to "
                + to
                + " was not acknowledged within "
                + limit
                + refusal
                + "; "
                + host.describe()));
  }
}
