package io.rejoin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one JSON object that a client sent, taken out by name and kind. Read in one pass,
 * in whatever order they come; a kind is looked at only when the frame wants the field, so that
 * fields which it does not know are ignored.
 */
final class Fields {

  /** Largest number on the wire: what a JavaScript client can count exactly. */
  static final long MAX_NUMBER = (1L << 53) - 1;

  /** A value that no frame has a use for: a fraction, a number beyond 64 bits. */
  private static final Object OTHER = new Object();

  private final String path;
  private final Long id;
  private final Map<String, Object> values;

  private Fields(String path, Long id, Map<String, Object> values) {
    this.path = path;
    this.id = id;
    this.values = values;
  }

  /** The fields of a whole frame. */
  static Fields ofFrame(Map<String, Object> values) {
    return new Fields("", idOf(values), values);
  }

  /** The request's id as far as it can be told; null if not. */
  static Long idOf(Map<String, Object> values) {
    return values.get("id") instanceof Long id && id > 0 && id <= MAX_NUMBER ? id : null;
  }

  /**
   * Reads the object that the parser stands at the start of, up to its end.
   *
   * @return the first field that came twice; null if all is well
   */
  static String read(JsonParser parser, Map<String, Object> values) throws IOException {
    String twice = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Object value = OTHER;
      switch (parser.nextToken()) {
        case VALUE_STRING -> value = parser.getText();
        case VALUE_NUMBER_INT -> value = integer(parser);
        case VALUE_TRUE -> value = Boolean.TRUE;
        case VALUE_FALSE -> value = Boolean.FALSE;
        case VALUE_NULL -> value = null;
        case START_OBJECT -> {
          Map<String, Object> inner = new LinkedHashMap<>();
          String innerTwice = read(parser, inner);
          twice = twice == null ? innerTwice : twice;
          value = inner;
        }
        case START_ARRAY -> value = array(parser);
        default -> parser.skipChildren();
      }
      if (values.containsKey(name)) {
        twice = twice == null ? name : twice;
      } else {
        values.put(name, value);
      }
    }
    return twice;
  }

  /** The texts of an array; whatever else it has stands as {@link #OTHER}. */
  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken at = parser.nextToken(); at != JsonToken.END_ARRAY; at = parser.nextToken()) {
      elements.add(at == JsonToken.VALUE_STRING ? parser.getText() : OTHER);
      parser.skipChildren();
    }
    return elements;
  }

  private static Object integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> OTHER;
    };
  }

  /** A text that must be there. */
  String text(String name) throws BadFrameException {
    return required(name, textOrNull(name));
  }

  /** A text, or null if it is not there. */
  String textOrNull(String name) throws BadFrameException {
    Object value = values.get(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name, "a string is wanted");
    }
    if (value != null && !Text.isWellFormed((String) value)) {
      throw wrong(name, "half of a surrogate pair stands alone");
    }
    return (String) value;
  }

  /** An id that must be there. */
  String id(String name) throws BadFrameException {
    String text = text(name);
    return good(name, text, Ids.refusal(text));
  }

  /** An id, or null if it is not there. */
  String idOrNull(String name) throws BadFrameException {
    String text = textOrNull(name);
    return text == null ? null : good(name, text, Ids.refusal(text));
  }

  /** The id of an app, which must be there. */
  String appId(String name) throws BadFrameException {
    String text = text(name);
    return good(name, text, Ids.refusalOfApp(text));
  }

  /**
   * A list of ids that must be there.
   *
   * @param most how many they may be
   */
  List<String> ids(String name, int most) throws BadFrameException {
    if (!(required(name, values.get(name)) instanceof List<?> elements)) {
      throw wrong(name, "an array is wanted");
    }
    if (elements.size() > most) {
      throw wrong(name, "has " + elements.size() + " ids; limit " + most);
    }
    List<String> ids = new ArrayList<>(elements.size());
    for (Object element : elements) {
      String text = text(name, element);
      ids.add(good(name, text, Ids.refusal(text)));
    }
    return List.copyOf(ids);
  }

  /** A list of texts, or null if it is not there. */
  List<String> textsOrNull(String name) throws BadFrameException {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> elements)) {
      throw wrong(name, "an array is wanted");
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      texts.add(text(name, element));
    }
    return List.copyOf(texts);
  }

  private String text(String name, Object element) throws BadFrameException {
    if (!(element instanceof String text) || !Text.isWellFormed(text)) {
      throw wrong(name, "well-formed strings are wanted");
    }
    return text;
  }

  private String good(String name, String text, Code refusal) throws BadFrameException {
    if (refusal == null) {
      return text;
    }
    String fact =
        refusal == Code.ID_TOO_LONG
            ? "has " + Text.utf8Bytes(text) + " bytes; limit " + Ids.MAX_BYTES
            : "is empty or has a character that is not allowed";
    throw refused(refusal, "field " + path + name + " " + fact);
  }

  /** A whole number from {@code least} to {@link #MAX_NUMBER}, which must be there. */
  long number(String name, long least) throws BadFrameException {
    return required(name, numberOrNull(name, least));
  }

  /** The same; 0 if it is not there. */
  long numberOrZero(String name) throws BadFrameException {
    Long number = numberOrNull(name, 0);
    return number == null ? 0 : number;
  }

  private Long numberOrNull(String name, long least) throws BadFrameException {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Long number) || number < least || number > MAX_NUMBER) {
      throw wrong(name, "a whole number from " + least + " to " + MAX_NUMBER + " is wanted");
    }
    return number;
  }

  /** True or false; false if it is not there. */
  boolean flag(String name) throws BadFrameException {
    Object value = values.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(name, "true or false is wanted");
    }
    return value != null && (Boolean) value;
  }

  /** An object, or null if it is not there. */
  Fields objectOrNull(String name) throws BadFrameException {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?>)) {
      throw wrong(name, "an object is wanted");
    }
    @SuppressWarnings("unchecked") // only read() makes maps, and only of this type
    Map<String, Object> inner = (Map<String, Object>) value;
    return new Fields(path + name + ".", id, inner);
  }

  /** An object that must be there. */
  Fields object(String name) throws BadFrameException {
    return required(name, objectOrNull(name));
  }

  /** The names of all fields, in the order in which they came. */
  Iterable<String> names() {
    return values.keySet();
  }

  /** A name of this object which is itself an id, such as that of a room. */
  String asId(String name) throws BadFrameException {
    if (!Text.isWellFormed(name)) {
      throw refused(Code.BAD_ID, "a name in " + path + " has half of a surrogate pair alone");
    }
    Code refusal = Ids.refusal(name);
    if (refusal != null) {
      throw refused(refusal, "a name in " + path + " has " + Text.utf8Bytes(name) + " bytes");
    }
    return name;
  }

  private <T> T required(String name, T value) throws BadFrameException {
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  BadFrameException wrong(String name, String fact) {
    return refused(Code.BAD_FRAME, "field " + Text.shown(path + name) + ": " + fact);
  }

  BadFrameException refused(Code code, String message) {
    return new BadFrameException(code, message, id);
  }
}
