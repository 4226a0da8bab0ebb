package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.Value;

/// What a node answered: header names in lower case.
public record Reply(int status, Map<String, String> headers, Bytes body) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  /// Fails unless the status is this one.
  public Reply is(int expected) {
    assertThat(status).as(text()).isEqualTo(expected);
    return this;
  }

  public String text() {
    return new String(body.toArray(), StandardCharsets.UTF_8);
  }

  /// A header; empty if it is not there.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// A field of the JSON object that came.
  public Value at(String field) {
    return Json.parse(body.toArray()) instanceof Value.Obj object
        ? object.fields().getOrDefault(field, Value.Null.ONLY)
        : Value.Null.ONLY;
  }

  /// The same as JSON text.
  public String json(String field) {
    return new String(Json.write(at(field)), StandardCharsets.UTF_8);
  }
}
