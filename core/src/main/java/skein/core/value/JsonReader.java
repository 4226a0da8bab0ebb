package skein.core.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads strict JSON: Jackson finds the tokens, [JsonWriter] proves that the text was strict.
///
/// So Jackson decides only what is refused early. Its limits lie above everything that strict JSON
/// can hold, except the depth, which is ours. It must not refuse for a reason that depends on
/// earlier inputs, hence its alarm for colliding key names is off: the verdict on a text has to be
/// the same on every machine at every time.
final class JsonReader {
  /// The longest strict number has 25 characters: `-0.0000012345678901234567`.
  private static final int NUMBER_LIMIT_CHARACTERS = 40;

  private static final TokenStreamFactory TOKENS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonWriter.DEPTH_LIMIT)
                  .maxNumberLength(NUMBER_LIMIT_CHARACTERS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .maxTokenCount(-1)
                  .build())
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser tokens;

  private JsonReader(JsonParser tokens) {
    this.tokens = tokens;
  }

  static Value read(byte[] bytes) {
    refuseControls(bytes);
    Value value;
    try (var tokens = TOKENS.createParser(ObjectReadContext.empty(), bytes)) {
      value = new JsonReader(tokens).whole(bytes.length);
    }
    int different = JsonWriter.firstDifference(value, bytes);
    if (different >= 0) {
      throw differs(bytes, different);
    }
    return value;
  }

  /// Turns away what would make the tokeniser guess at UTF-16 or UTF-32, and any white space but
  /// the blank, with a better message than the comparison could give.
  private static void refuseControls(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0 && bytes[i] < 0x20) {
        throw new NotStrict("%s is below 0x20".formatted(shown(bytes[i])), i);
      }
    }
    if (bytes.length > 0 && bytes[0] < 0) {
      throw new NotStrict("%s begins no value".formatted(shown(bytes[0])), 0);
    }
  }

  /// Not beyond the first value: what follows it shows up in the comparison.
  private Value whole(int length) {
    try {
      return value(tokens.nextToken());
    } catch (JacksonException refused) {
      var location = refused.getLocation();
      throw new NotStrict(
          refused.getOriginalMessage(),
          within(location == null ? tokens.currentLocation() : location, length));
    }
  }

  private Value value(JsonToken token) {
    return switch (token) {
      case null -> throw refused("no value");
      case VALUE_NULL -> Value.Null.ONLY;
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_STRING -> text();
      case START_ARRAY -> array();
      case START_OBJECT -> object();
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw refused("no value");
    };
  }

  private Value text() {
    try {
      return new Value.Text(tokens.getString());
    } catch (IllegalArgumentException unpaired) {
      throw loneSurrogate();
    }
  }

  private Value number() {
    double number = tokens.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw refused("a number beyond the range of doubles");
    }
    return new Value.Num(number);
  }

  private Value array() {
    var items = new ArrayList<Value>();
    for (var token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
      items.add(value(token));
    }
    return new Value.Array(items);
  }

  /// The map of an object that is being read: nobody else has it, so the object keeps it.
  static final class Fields extends LinkedHashMap<String, Value> {
    private static final long serialVersionUID = 1;
  }

  private Value object() {
    var fields = new Fields();
    for (var key = tokens.nextName(); key != null; key = tokens.nextName()) {
      if (Unicode.loneSurrogate(key) >= 0) {
        throw loneSurrogate();
      }
      if (fields.containsKey(key)) {
        throw refused("the key \"%s\" stands twice".formatted(key));
      }
      fields.put(key, value(tokens.nextToken()));
    }
    return new Value.Obj(fields);
  }

  private NotStrict loneSurrogate() {
    return refused("a lone surrogate");
  }

  private NotStrict refused(String what) {
    return new NotStrict(what, within(tokens.currentTokenLocation(), Integer.MAX_VALUE));
  }

  private static int within(TokenStreamLocation location, int length) {
    return (int) Math.clamp(location.getByteOffset(), 0L, length);
  }

  private static NotStrict differs(byte[] bytes, int offset) {
    String found = offset < bytes.length ? shown(bytes[offset]) : "the end";
    return new NotStrict(
        found + " where the strict text of this value goes on differently", offset);
  }

  private static String shown(byte found) {
    return found > 0x20 && found < 0x7F
        ? "'" + (char) found + "'"
        : "byte 0x%02x".formatted(found & 0xFF);
  }
}
