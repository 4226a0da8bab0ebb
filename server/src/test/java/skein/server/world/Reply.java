package skein.server.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import skein.core.value.Json;
import skein.core.value.Value;

/// What came back.
public record Reply(int status, HttpHeaders headers, String text) {
  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /// The same, if it has this status.
  public Reply is(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  public Value json() {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public String tag() {
    return header("ETag");
  }

  /// What stands at the end of a way of keys and indexes, as JSON; `absent` if nothing does.
  public String at(Object... way) {
    return at(json(), way);
  }

  /// The same in a value.
  public static String at(Value value, Object... way) {
    Value here = value;
    for (Object step : way) {
      Value next =
          switch (here) {
            case Value.Obj object when step instanceof String key -> object.get(key);
            case Value.Array array when step instanceof Integer index ->
                index < array.items().size() ? array.items().get(index) : null;
            case Value.Null none -> null;
            case Value.Bool none -> null;
            case Value.Num none -> null;
            case Value.Text none -> null;
            case Value.Obj none -> null;
            case Value.Array none -> null;
          };
      if (next == null) {
        return "absent";
      }
      here = next;
    }
    return new String(Json.write(here), StandardCharsets.UTF_8);
  }
}
