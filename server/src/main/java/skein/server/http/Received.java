package skein.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that the guard has let pass, as the HTTP library gives it.
final class Received implements Request {
  private final ServerRequest request;
  private final Map<String, String> parts;
  private final Caller caller;
  private final Incoming body;
  private final Map<String, List<String>> query;

  Received(ServerRequest request, Incoming body, Map<String, String> parts, Caller caller) {
    this.request = request;
    this.body = body;
    this.parts = parts;
    this.caller = caller;
    this.query = fields(request.query().rawValue());
  }

  /// Splits `a=1&b=2`. Blanks may be written as `+`.
  static Map<String, List<String>> fields(String raw) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        fields
            .computeIfAbsent(Escapes.decode(name.replace('+', ' ')), key -> new ArrayList<>())
            .add(Escapes.decode(value.replace('+', ' ')));
      }
    }
    return fields;
  }

  @Override
  public Map<String, String> parts() {
    return parts;
  }

  @Override
  public Map<String, List<String>> query() {
    return query;
  }

  @Override
  public Optional<String> header(String name) {
    return Dispatch.header(request, name);
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public InetAddress remote() {
    return Dispatch.remote(request.remotePeer().address());
  }

  @Override
  public String base() {
    return (request.isSecure() ? "https://" : "http://") + header("Host").orElse("localhost");
  }

  @Override
  public byte[] body(int most) {
    try {
      byte[] bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new Problem(413, "the body is longer than " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the body ended too early: " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream bodyStream() {
    return body;
  }

  @Override
  public Map<String, List<String>> form(int most) {
    return fields(new String(body(most), StandardCharsets.US_ASCII));
  }
}
