package skein.core.query;

import java.nio.charset.StandardCharsets;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// Values as people type them on a command line and in a query.
public final class Literal {
  private Literal() {}

  /// A number, true, false, null, a list, an object or a quoted text if `text` is strict JSON for
  /// one; otherwise the text as it stands.
  public static Value parse(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (NotStrict plain) {
      return Value.of(text);
    }
  }

  /// A text as it stands, everything else as JSON.
  public static String print(Value value) {
    return value instanceof Value.Text text
        ? text.value()
        : new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
