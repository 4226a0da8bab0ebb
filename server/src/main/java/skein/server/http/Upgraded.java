package skein.server.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that becomes a WebSocket: it has no body.
record Upgraded(
    Map<String, String> parts,
    Caller caller,
    InetAddress remote,
    String rawQuery,
    Guard.Headers headers)
    implements Request {
  Upgraded {
    parts = Map.copyOf(parts);
  }

  @Override
  public Map<String, List<String>> query() {
    return Received.fields(rawQuery);
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
