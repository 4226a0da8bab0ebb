package skein.core.value;

/// Strict JSON: the one text of a value, down to the byte. Source: `spec/encoding.md`.
///
/// UTF-8 without byte order mark; no byte below 0x20, no white space outside strings; strings
/// escaped exactly as `JSON.stringify` does it; numbers exactly as ECMAScript prints that finite
/// double; no lone surrogates, even escaped; unique keys; at most 64 arrays and objects deep.
///
/// Reading is safe because of writing: a text is accepted only when [#write] of what was read gives
/// the same bytes again. Whatever the tokeniser may tolerate, nothing else can pass. Stateless but
/// for the tokeniser's cache of key names; safe for all threads.
public final class Json {
  private Json() {}

  /// Reads one strict JSON value.
  ///
  /// @throws NotStrict when the bytes are anything else
  public static Value parse(byte[] bytes) {
    return JsonReader.read(bytes);
  }

  /// The strict JSON of a value, keys in the order of each object. The caller owns the array.
  ///
  /// @throws IllegalArgumentException when the value is nested deeper than 64
  public static byte[] write(Value value) {
    return new JsonWriter().value(value).toArray();
  }

  /// The strict JSON of a value, keys in the order of their UTF-8 bytes: the same for equal values.
  ///
  /// @throws IllegalArgumentException when the value is nested deeper than 64
  public static byte[] canonical(Value value) {
    return JsonWriter.inCanonicalOrder(value);
  }

  /// A finite double exactly as ECMAScript's `Number::toString` prints it.
  ///
  /// @throws IllegalArgumentException when the double is not finite
  public static String numberText(double value) {
    return NumberText.of(value);
  }
}
