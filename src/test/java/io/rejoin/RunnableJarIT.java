package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} made: one jar that has all that its parts brought. */
class RunnableJarIT {
  /** Brought by libraries that only tests have. */
  private static final Pattern OF_TESTS = Pattern.compile("\\btest(kit)?\\b|java-test");

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(System.getProperty("runnable.jar"));
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void everyReferenceSettingOfEveryPartIsInIt() throws IOException {
    var place = new URL[] {Path.of(jar.getName()).toUri().toURL()};
    var missing = new TreeSet<String>();
    try (var alone = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
      Config merged = ConfigFactory.defaultReference(alone);
      Config parts = ConfigFactory.defaultReference();
      parts.entrySet().stream()
          .map(Map.Entry::getKey)
          .filter(key -> !OF_TESTS.matcher(key).find())
          .filter(key -> !merged.hasPathOrNull(key))
          .forEach(missing::add);
      assertEquals(parts.getString("pekko.version"), merged.getString("pekko.version"));
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyServiceProviderIsInIt() throws IOException {
    for (String service : List.of("java.sql.Driver", "org.flywaydb.core.extensibility.Plugin")) {
      String name = "META-INF/services/" + service;
      var expected = new TreeSet<String>();
      for (URL part : Collections.list(loader().getResources(name))) {
        try (var in = part.openStream()) {
          providers(new String(in.readAllBytes(), StandardCharsets.UTF_8), expected);
        }
      }
      var merged = new TreeSet<String>();
      try (var in = jar.getInputStream(jar.getEntry(name))) {
        providers(new String(in.readAllBytes(), StandardCharsets.UTF_8), merged);
      }
      assertFalse(expected.isEmpty(), name);
      assertEquals(expected, merged, name);
    }
  }

  @Test
  void nothingInItIsSignedOrAModuleAndItIsMultiRelease() throws IOException {
    var left =
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class"))
            .toList();
    assertEquals(List.of(), left);
    Manifest manifest = jar.getManifest();
    assertEquals("true", manifest.getMainAttributes().getValue("Multi-Release"));
    assertEquals("io.rejoin.cli.Main", manifest.getMainAttributes().getValue("Main-Class"));
    assertNotNull(jar.getEntry("logback.xml"));
  }

  @Test
  void whatOnlySimulationsOfJavaScriptClientsNeedIsNotInIt() {
    var parts =
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith("org/graalvm/") || name.startsWith("com/oracle/"))
            .toList();
    assertEquals(List.of(), parts);
  }

  @Test
  void itRunsAndMakesATokenWithTheMergedSettings() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-Xmx128m", "-jar", jar.getName(), "token", "--user", "u1")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.strip().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+"), said);
  }

  private static void providers(String text, TreeSet<String> into) {
    text.lines()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(into::add);
  }

  private static ClassLoader loader() {
    return RunnableJarIT.class.getClassLoader();
  }
}
