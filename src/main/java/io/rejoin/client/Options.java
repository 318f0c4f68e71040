package io.rejoin.client;

import com.typesafe.config.Config;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What a {@link Client} is to be; not thread-safe, and free to be used for any number of clients.
 * Only the app must be given; the other defaults stand in {@code rejoin.client} of {@code
 * reference.conf}.
 */
public final class Options {
  final String app;
  String user;
  String token;
  String instance;
  ClientSettings settings = ClientSettings.defaults();
  private String platform;
  private ClientClock clock;
  DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private Profile profile;
  private Transport transport;
  private Executor executor;

  private Options(String app) {
    this.app = app;
  }

  /** Options for a client of that app. */
  public static Options app(String app) {
    return new Options(Objects.requireNonNull(app, "app"));
  }

  /** Who logs in, where {@code login} names nobody. */
  public Options user(String id) {
    user = id;
    return this;
  }

  /** With which token, where {@code login} names none. */
  public Options token(String signed) {
    token = signed;
    return this;
  }

  /**
   * A built-in profile to live by; without one, the app's default as the server names it.
   *
   * @throws RejoinException with {@code profile-unknown} if it is not built in
   */
  public Options profile(String name) {
    return profile(
        SharedParts.PROFILES
            .find(name)
            .orElseThrow(
                () ->
                    RejoinException.of(
                        Code.PROFILE_UNKNOWN,
                        "no profile "
                            + name
                            + "; there are: "
                            + String.join(", ", Profiles.BUILT_IN))));
  }

  /** A profile to live by, such as one that the operator of the server wrote. */
  public Options profile(Profile given) {
    profile = given;
    return this;
  }

  /** The kind of client that this is; names are compared without case. */
  public Options platform(String name) {
    platform = name;
    return this;
  }

  /**
   * The client object's id; by default a random one for each, and never to be stored: the server
   * counts publications by it.
   */
  public Options instance(String id) {
    instance = id;
    return this;
  }

  /** Settings other than those of {@code reference.conf}: the section {@code rejoin.client}. */
  public Options config(Config config) {
    settings = ClientSettings.from(config);
    return this;
  }

  /** While connected, an unacknowledged publication or message is repeated after this time. */
  public Options resendAfter(Duration time) {
    settings = settings.resendAfter(time);
    return this;
  }

  /** A larger frame fails with {@code frame-too-large} and is not sent. */
  public Options maxFrameBytes(int bytes) {
    settings = settings.maxFrameBytes(bytes);
    return this;
  }

  /** How the server is reached: by default {@code java.net.http}, one client for the process. */
  public Options transport(Transport given) {
    transport = given;
    return this;
  }

  /** The transport that clients use which were given none. */
  public static Transport sharedTransport() {
    return SharedParts.TRANSPORT;
  }

  /** The time to live by: by default the machine's. */
  public Options clock(ClientClock given) {
    clock = given;
    return this;
  }

  /** Where jitter comes from: numbers from 0 up to, not including, 1. */
  public Options random(DoubleSupplier given) {
    random = given;
    return this;
  }

  /**
   * Where turns, listeners and dependent stages run: by default a pool of daemon threads that all
   * clients of the process share, one for each processor and two at least.
   */
  public Options executor(Executor given) {
    executor = given;
    return this;
  }

  /**
   * What was chosen of these, for clients of other kinds that take the same options; null is what
   * was not.
   */
  public record Chosen(
      String app,
      String user,
      String token,
      String instance,
      String platform,
      Profile profile,
      Duration resendAfter,
      int maxFrameBytes,
      Transport transport,
      ClientClock clock,
      DoubleSupplier random,
      Executor executor) {}

  /** What is chosen now. */
  public Chosen chosen() {
    return new Chosen(
        app,
        user,
        token,
        instance,
        platform,
        profile,
        settings.resendAfter(),
        settings.maxFrameBytes(),
        transport,
        clock,
        random,
        executor);
  }

  // What a client takes of them; the process's own parts are made when the first client needs them.

  boolean followsServer() {
    return profile == null;
  }

  Profile profileToBegin() {
    return profile == null ? SharedParts.PROFILES.find(settings.profile()).orElseThrow() : profile;
  }

  String platformOrDefault() {
    return platform == null ? settings.platform() : platform;
  }

  Transport transportOrShared() {
    return transport == null ? SharedParts.TRANSPORT : transport;
  }

  ClientClock clockOrShared() {
    return clock == null ? SharedParts.CLOCK : clock;
  }

  Executor executorOrShared() {
    return executor == null ? SharedParts.EXECUTOR : executor;
  }
}
