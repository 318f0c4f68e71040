package io.rejoin.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/** One of each message of a protocol, made of its record's components. */
public final class Samples {
  private final ActorRef<?> ref;

  /**
   * @param ref stands for every actor that a message names
   */
  public Samples(ActorRef<?> ref) {
    this.ref = ref;
  }

  /** All classes of messages of a sealed protocol, private ones too. */
  public static List<Class<?>> classes(Class<?> protocol) {
    return Arrays.stream(protocol.getPermittedSubclasses())
        .flatMap(c -> c.isSealed() && c.isInterface() ? classes(c).stream() : Stream.of(c))
        .toList();
  }

  /** A message of this class. */
  public Object of(Class<?> type) {
    try {
      return type.isEnum() ? type.getEnumConstants()[0] : record(type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type.getName(), e);
    }
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(Arrays.stream(types).map(this::value).toArray());
  }

  private Object value(Class<?> type) {
    Map<Class<?>, Object> plain =
        Map.of(
            String.class, "x",
            long.class, 1L,
            int.class, 1,
            boolean.class, false,
            Duration.class, Duration.ofSeconds(1),
            Set.class, Set.of(),
            List.class, List.of(),
            Map.class, Map.of(),
            OptionalLong.class, OptionalLong.empty());
    if (plain.containsKey(type)) {
      return plain.get(type);
    } else if (type.equals(ActorRef.class)) {
      return ref;
    } else if (type.isSealed()) {
      return of(classes(type).get(0));
    }
    return of(type);
  }
}
