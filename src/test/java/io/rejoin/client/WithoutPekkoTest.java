package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The Java client runs where there is no Pekko, no Netty and no server. */
class WithoutPekkoTest {
  private static final List<String> REFUSED =
      List.of("org.apache.pekko.", "scala.", "io.netty.", "org.slf4j.");

  /** What of ours a client may need. */
  private static final Set<String> PACKAGES = Set.of("client", "wire", "profile");

  /** Loads our classes itself, and what they stand on but for what is refused. */
  private static final class Poor extends ClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    Poor() {
      super(WithoutPekkoTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (REFUSED.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name + " is not for clients");
      }
      if (!name.startsWith("io.rejoin.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? own(name) : known;
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      loaded.add(name.substring("io.rejoin.".length(), name.indexOf('.', 10)));
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void allStoriesAreToldWithoutAClassOfPekkoNettyOrTheServer() throws Exception {
    Poor poor = new Poor();
    Class<?> stories = poor.loadClass(ScenarioRun.class.getName());
    assertNotSame(ScenarioRun.class, stories);
    Object wrong = stories.getMethod("wrong").invoke(null);
    assertEquals(new ArrayList<>(), wrong);
    assertEquals(PACKAGES, poor.loaded);
  }

  @Test
  void aClassOfPekkoIsRefusedHere() throws Exception {
    Class<?> run = new Poor().loadClass(ScenarioRun.class.getName());
    InvocationTargetException thrown =
        assertThrows(
            InvocationTargetException.class,
            () -> run.getMethod("load", String.class).invoke(null, "org.apache.pekko.Done"));
    assertEquals(ClassNotFoundException.class, thrown.getCause().getClass());
  }
}
