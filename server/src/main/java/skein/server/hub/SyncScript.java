package skein.server.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.http.Answer;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Origins;
import skein.server.http.PathPattern;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// Serves the script by which pages that keep their own storage sync: built by `client/build`, with
/// the address of this hub added. Immutable; safe for all threads.
final class SyncScript {
  private static final String FILE = "sync.script.js";

  private final String prefix;
  private final String text = read();

  /// @param prefix where the hub's addresses begin
  SyncScript(String prefix) {
    this.prefix = prefix;
  }

  private static String read() {
    try (InputStream in = SyncScript.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the build; make it with client/build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  /// Pages of all origins may load it; which of them may then use the hub is another matter.
  List<Route> routes() {
    return List.of(
        route("/sync.js", "The script by which pages that keep their own storage sync."),
        route("/syncclient.js", "The same by the name that pages of the ancestor know."));
  }

  private Route route(String path, String what) {
    Handler.Http handler = this::answer;
    return new Route(
            Method.GET, PathPattern.of(prefix + path), Who.ANYONE, Origins.ANY, what, handler)
        .gives("text/javascript");
  }

  private Answer answer(Request request) {
    byte[] base = Json.write(Value.of(request.base() + prefix));
    String script = text + "Sync.baseUrl = " + new String(base, StandardCharsets.UTF_8) + ";\n";
    return Answer.bytes(
            200, "text/javascript; charset=utf-8", script.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-cache")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  }
}
