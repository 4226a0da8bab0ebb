package skein.server.shape;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.Value;

/// A JSON object in the making, keys in the order given. Confined to one thread.
public final class Doc {
  private final SequencedMap<String, Value> fields = new LinkedHashMap<>();

  /// An empty object.
  public Doc() {}

  /// Adds a value.
  public Doc put(String key, Value value) {
    fields.put(key, value);
    return this;
  }

  /// Adds a text.
  public Doc put(String key, String text) {
    return put(key, Value.of(text));
  }

  /// Adds a whole number.
  public Doc put(String key, long number) {
    return put(key, Value.of(number));
  }

  /// Adds true or false.
  public Doc put(String key, boolean answer) {
    return put(key, Value.of(answer));
  }

  /// Adds a text if there is one.
  public Doc putIfThere(String key, @Nullable String text) {
    return text == null ? this : put(key, text);
  }

  /// Adds a list of texts.
  public Doc putTexts(String key, List<String> texts) {
    return put(key, Value.of(texts.stream().map(Value::of).toList()));
  }

  /// Adds a list of objects.
  public Doc putDocs(String key, List<Doc> docs) {
    return put(key, Value.of(docs.stream().map(Doc::value).toList()));
  }

  public Value value() {
    return Value.of(fields);
  }

  /// Strict JSON.
  public String text() {
    return text(value());
  }

  /// The strict JSON of a value.
  public static String text(Value value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
