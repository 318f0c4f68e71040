package io.rejoin.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes {@code codes.js}, the catalogue of codes as the JavaScript client reads it: an ES module
 * that exports {@code codes}, a frozen object of a code's name to its number, whether to retry, and
 * what to do. Run by the build.
 */
public final class CodesModule {
  private static final String HEAD =
      """
      // Generated from the codes of the wire by io.rejoin.wire.CodesModule.
      /** All codes by name: their number, whether the same may be tried again, and what to do. */
      export const codes = {
      """;

  private CodesModule() {}

  /**
   * Writes the module.
   *
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text());
  }

  static String text() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder text = new StringBuilder(HEAD);
    for (Code code : Code.values()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("number", code.number());
      fields.put("retry", code.retry());
      fields.put("advice", code.advice());
      text.append("  ")
          .append(json.writeValueAsString(code.wireName()))
          .append(": Object.freeze(")
          .append(json.writeValueAsString(fields))
          .append("),\n");
    }
    return text.append("};\nObject.freeze(codes);\n").toString();
  }
}
