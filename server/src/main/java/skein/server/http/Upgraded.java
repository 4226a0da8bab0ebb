package skein.server.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that becomes a WebSocket: it has no body.
record Upgraded(Map<String, String> parts, Caller caller, String rawQuery, Guard.Headers headers)
    implements Request {
  Upgraded {
    parts = Map.copyOf(parts);
  }

  @Override
  public String path(String name) {
    String value = parts.get(name);
    if (value == null) {
      throw new IllegalStateException("the route's path has no {" + name + "}");
    }
    return value;
  }

  @Override
  public Optional<String> query(String name) {
    return queries(name).stream().findFirst();
  }

  @Override
  public List<String> queries(String name) {
    return Received.fields(rawQuery).getOrDefault(name, List.of());
  }

  @Override
  public List<String> queryNames() {
    return List.copyOf(Received.fields(rawQuery).keySet());
  }

  @Override
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  @Override
  public String base() {
    return "http://" + header("Host").orElse("localhost");
  }

  @Override
  public byte[] body(int most) {
    return new byte[0];
  }

  @Override
  public InputStream bodyStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public Map<String, List<String>> form(int most) {
    return Map.of();
  }
}
