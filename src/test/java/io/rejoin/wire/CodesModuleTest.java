package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rejoin.NeedsProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesModuleTest {
  private static final String SHOW =
      """
      const { codes } = await import(process.argv[1]);
      const frozen = [codes, ...Object.values(codes)].every(Object.isFrozen);
      console.log(JSON.stringify({ codes, frozen }));
      """;

  @TempDir Path folder;

  @Test
  @NeedsProgram(NeedsProgram.NODE)
  void theModuleIsReadByNodeFrozenAndEqualToTheEnum() throws Exception {
    Path module = folder.resolve("sdk/codes.js");
    CodesModule.main(new String[] {module.toString()});
    JsonNode shown = new ObjectMapper().readTree(node(SHOW, module.toUri().toString()));
    assertTrue(shown.get("frozen").asBoolean());
    JsonNode codes = shown.get("codes");
    assertEquals(Code.values().length, codes.size());
    for (Code code : Code.values()) {
      JsonNode fields = codes.get(code.wireName());
      assertEquals(3, fields.size());
      assertEquals(code.number(), fields.get("number").intValue());
      assertEquals(code.retry(), fields.get("retry").booleanValue());
      assertEquals(code.advice(), fields.get("advice").textValue());
    }
  }

  @Test
  void theBuildHasWrittenTheModule() throws IOException {
    try (InputStream built = Code.class.getResourceAsStream("/sdk/codes.js")) {
      assertEquals(CodesModule.text(), new String(built.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String node(String script, String argument) throws Exception {
    Process process =
        new ProcessBuilder(NeedsProgram.NODE, "--input-type=module", "--eval", script, argument)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "node has not ended within 30 s");
    assertEquals(0, process.exitValue(), output);
    return output;
  }
}
