package skein.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import skein.core.value.Json;
import skein.core.value.Value;

/// What a request gets. Immutable.
///
/// @param status a status of HTTP
/// @param headers by name, one value each
public record Answer(int status, Map<String, String> headers, Body body) {
  /// What stands in it.
  public sealed interface Body {
    /// These bytes. Not to be changed afterwards.
    final class Whole implements Body {
      private final byte[] bytes;

      Whole(byte[] bytes) {
        this.bytes = bytes;
      }

      /// The bytes themselves, not a copy.
      public byte[] bytes() {
        return bytes;
      }
    }

    /// Written as it comes, on the thread of the request; `length` in bytes, -1 for unknown.
    record Streamed(Writer writer, long length) implements Body {}
  }

  /// Writes a body; ends when it is done, or when the other side has gone (`IOException`).
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer bytes(int status, String mediaType, byte[] bytes) {
    return new Answer(status, Map.of("Content-Type", mediaType), new Body.Whole(bytes));
  }

  /// 200 with JSON.
  public static Answer json(Value value) {
    return json(200, value);
  }

  public static Answer json(int status, Value value) {
    return bytes(status, "application/json", Json.write(value));
  }

  /// A status without a body.
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new Body.Whole(new byte[0]));
  }

  /// 200 with bytes written as they come, of unknown number.
  public static Answer streamed(String mediaType, Writer writer) {
    return new Answer(200, Map.of("Content-Type", mediaType), new Body.Streamed(writer, -1));
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
