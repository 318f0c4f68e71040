package io.rejoin.cluster;

import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What actors of one kind answer in one of their states: a handler for each kind of message. It is
 * made once, when its class is loaded, and shared by all of them: a state costs an actor one small
 * object, and a message one look-up, however many kinds of messages there are. Immutable.
 *
 * <p>A message is of a kind if its class is exactly that one, a signal also if it is a subclass.
 * What nothing is said about is unhandled.
 *
 * @param <A> the actor: what it keeps as long as it lives
 * @param <S> what this state of it holds; {@link Void} for nothing
 * @param <C> the actor's commands
 */
public final class Answers<A, S, C> {

  /** What follows from a message. */
  @FunctionalInterface
  public interface Handler<A, S, M, C> {

    /** Handles a message in a state, and returns the behaviour from now on. */
    Behavior<C> answer(A actor, S state, M message);
  }

  /** What is done upon a message that does not change the state. */
  @FunctionalInterface
  public interface Action<A, S, M> {

    /** Handles a message in a state. */
    void run(A actor, S state, M message);
  }

  /** An actor in this state. */
  private final class InState extends ExtensibleBehavior<C> {
    private final A actor;
    private final S state;

    InState(A actor, S state) {
      this.actor = actor;
      this.state = state;
    }

    @Override
    public Behavior<C> receive(TypedActorContext<C> context, C message) {
      return handle(messages.getOrDefault(message.getClass(), others), message);
    }

    @Override
    public Behavior<C> receiveSignal(TypedActorContext<C> context, Signal signal) {
      for (Map.Entry<Class<?>, Handler<A, S, Object, C>> known : signals.entrySet()) {
        if (known.getKey().isInstance(signal)) {
          return handle(known.getValue(), signal);
        }
      }
      return Behaviors.unhandled();
    }

    private <M> Behavior<C> handle(Handler<A, S, M, C> handler, M message) {
      return handler == null ? Behaviors.unhandled() : handler.answer(actor, state, message);
    }
  }

  private final Map<Class<?>, Handler<A, S, Object, C>> messages;
  private final Map<Class<?>, Handler<A, S, Object, C>> signals;
  private final Handler<A, S, Object, C> others;

  private Answers(Builder<A, S, C> builder) {
    this.messages = new HashMap<>(builder.messages);
    this.signals = new HashMap<>(builder.signals);
    this.others = builder.others;
  }

  /** Nothing is answered yet. */
  public static <A, S, C> Builder<A, S, C> of() {
    return new Builder<>();
  }

  /** The behaviour of that actor in this state. */
  public Behavior<C> by(A actor, S state) {
    return new InState(actor, state);
  }

  /** Collects handlers. */
  public static final class Builder<A, S, C> {
    private final Map<Class<?>, Handler<A, S, Object, C>> messages = new HashMap<>();
    private final Map<Class<?>, Handler<A, S, Object, C>> signals = new HashMap<>();
    private Handler<A, S, Object, C> others;

    private Builder() {}

    /**
     * Answers messages of this class.
     *
     * @throws IllegalArgumentException if they are answered already
     */
    public <M extends C> Builder<A, S, C> on(Class<M> kind, Handler<A, S, M, C> handler) {
      put(messages, kind, handler);
      return this;
    }

    /** Answers signals of this class, once. */
    public <M extends Signal> Builder<A, S, C> onSignal(
        Class<M> kind, Handler<A, S, M, C> handler) {
      put(signals, kind, handler);
      return this;
    }

    /** Answers all other messages. */
    public Answers<A, S, C> others(Handler<A, S, C, C> handler) {
      others = anyMessage(handler);
      return build();
    }

    /** Answers messages of this class without leaving the state. */
    public <M extends C> Builder<A, S, C> staying(Class<M> kind, Action<A, S, M> action) {
      return on(
          kind,
          (actor, state, message) -> {
            action.run(actor, state, message);
            return Behaviors.same();
          });
    }

    /** Messages of this class change nothing. */
    public <M extends C> Builder<A, S, C> ignore(Class<M> kind) {
      return on(kind, (actor, state, message) -> Behaviors.same());
    }

    /** What has been collected; all else is unhandled. */
    public Answers<A, S, C> build() {
      return new Answers<>(this);
    }

    private <M> void put(
        Map<Class<?>, Handler<A, S, Object, C>> table, Class<M> kind, Handler<A, S, M, C> handler) {
      if (table.put(kind, (a, s, message) -> handler.answer(a, s, kind.cast(message))) != null) {
        throw new IllegalArgumentException(kind + " is answered twice");
      }
    }

    @SuppressWarnings("unchecked") // an actor is sent nothing but its commands
    private Handler<A, S, Object, C> anyMessage(Handler<A, S, C, C> handler) {
      return (actor, state, message) -> handler.answer(actor, state, (C) message);
    }
  }
}
