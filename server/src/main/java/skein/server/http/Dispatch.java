package skein.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import skein.core.replica.StoreBroken;

/// Takes a request through the table and the guard to its handler, and its answer back. The one
/// place that translates failures into statuses.
final class Dispatch {
  /// What every answer carries: nothing of it is guessed at, framed or lent to other pages.
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store");

  /// By which the batches of one exchange are known.
  private static final String SESSION = "Skein-Session";

  /// What scripts of foreign pages may read, where they may ask at all.
  private static final List<String> EXPOSED =
      List.of(
          "ETag",
          "Location",
          "Retry-After",
          "X-Sync-Poll-Time",
          "X-Sync-Wait",
          "Skein-Development",
          SESSION);

  /// What they may send.
  private static final List<String> TAKEN =
      List.of(
          "Content-Type",
          "If-Match",
          "If-None-Match",
          "Prefer",
          "Range",
          "Last-Event-ID",
          "Authorization",
          "X-Remote-User",
          SESSION);

  /// How long a browser may remember what it was told before, in seconds.
  private static final int REMEMBERED_SECONDS = 600;

  private final RouteTable table;
  private final Guard guard;
  private final Faces faces;

  /// @param table the node's own routes, which alone take WebSockets
  Dispatch(RouteTable table, Guard guard, Faces faces) {
    this.table = table;
    this.guard = guard;
    this.faces = faces;
  }

  /// What answers a request.
  private Faces.Face face(ServerRequest request) {
    String host = Guard.nameOf(header(request, "Host").orElse("").toLowerCase(Locale.ROOT));
    String path = request.path().rawPath();
    boolean loopback = isLoopback(request.remotePeer().address());
    return faces
        .at(new Faces.Aim(host, path, loopback))
        .orElseGet(() -> new Faces.Face(table, guard, path));
  }

  void http(ServerRequest request, ServerResponse response) {
    String verb = request.prologue().method().text();
    Faces.Face face = face(request);
    boolean head = verb.equals("HEAD");
    Incoming body = new Incoming(request.content());
    Answer answer;
    Optional<String> lent = Optional.empty();
    try {
      if (verb.equals("OPTIONS")) {
        Route route = wanted(request, face);
        lent = lentTo(request, route, face.guard());
        answer = preflight(route, lent);
      } else {
        RouteTable.Found found = find(verb, face);
        lent = lentTo(request, found.route(), face.guard());
        answer = handle(request, body, found, face.guard());
      }
    } catch (Problem problem) {
      answer = problem.answer();
    } catch (StoreBroken broken) {
      answer = new Problem(507, String.valueOf(broken.getMessage())).answer();
    } catch (UncheckedIOException gone) {
      answer = Problem.bad("the request ended too early").answer();
    } catch (IllegalArgumentException mistake) {
      answer = Problem.bad(String.valueOf(mistake.getMessage())).answer();
    }
    Answer bare = answer;
    Answer said = lent.map(origin -> lent(bare, origin)).orElse(bare);
    if (body.isRead()) {
      send(said, head, response);
    } else {
      send(said.with("Connection", "close"), head, response);
      body.passOver();
    }
  }

  /// The foreign pages that may see an answer of this route: all, those of the one origin that
  /// asks, or none.
  private static Optional<String> lentTo(ServerRequest request, Route route, Guard guard) {
    Optional<String> origin = header(request, "Origin");
    return route.origins() == Origins.ANY
        ? Optional.of("*")
        : origin.filter(one -> guard.lends(route.origins(), origin));
  }

  private static Answer lent(Answer answer, String origin) {
    return answer
        .with("Access-Control-Allow-Origin", origin)
        .with("Access-Control-Expose-Headers", String.join(", ", EXPOSED))
        .with("Vary", "Origin");
  }

  /// The route that a browser wants to know of before it lets a foreign page use it.
  private static Route wanted(ServerRequest request, Faces.Face face) {
    String wanted =
        header(request, "Access-Control-Request-Method")
            .orElseThrow(() -> new Problem(405, "OPTIONS is answered for browsers only"));
    return find(wanted, face).route();
  }

  private static Answer preflight(Route route, Optional<String> lent) {
    if (lent.isEmpty()) {
      throw Problem.forbidden("pages of other origins may not use this node");
    }
    return Answer.empty(204)
        .with("Access-Control-Allow-Methods", String.join(", ", verbs(route.method())))
        .with("Access-Control-Allow-Headers", String.join(", ", TAKEN))
        .with("Access-Control-Max-Age", Integer.toString(REMEMBERED_SECONDS));
  }

  /// The node's own route for a path.
  RouteTable.Found find(String verb, String path) {
    return find(verb, new Faces.Face(table, guard, path));
  }

  private static RouteTable.Found find(String verb, Faces.Face face) {
    RouteTable table = face.table();
    String path = face.path();
    for (Method method : Method.values()) {
      if (verbs(method).contains(verb)) {
        Optional<RouteTable.Found> found = table.find(method, path);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    List<Method> methods = table.methods(path);
    throw methods.isEmpty()
        ? Problem.absent("there is nothing at " + path + "; see /openapi.json")
        : new Problem(405, path + " takes " + methods + ", not " + verb);
  }

  /// By which requests ask for it.
  private static List<String> verbs(Method method) {
    return method == Method.GET ? List.of("GET", "HEAD") : List.of(method.name());
  }

  private static Answer handle(
      ServerRequest request, Incoming body, RouteTable.Found found, Guard guard) {
    Guard.Visit visit =
        new Guard.Visit(
            name -> header(request, name),
            new Guard.Way(request.isSecure(), isLoopback(request.remotePeer().address())));
    Caller caller = guard.admit(visit, found.route(), found.path().get("space"));
    return switch (found.route().handler()) {
      case Handler.Http http -> http.answer(new Received(request, body, found.path(), caller));
      case Handler.Socket socket ->
          throw new Problem(400, "this address takes WebSockets only (Upgrade: websocket)");
    };
  }

  static Optional<String> header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  static boolean isLoopback(SocketAddress address) {
    return remote(address).isLoopbackAddress();
  }

  /// The machine at the other end; one that nobody has if the connection is of another kind.
  static InetAddress remote(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getAddress()
        : InetAddress.ofLiteral("0.0.0.0");
  }

  Guard guard() {
    return guard;
  }

  private static void send(Answer answer, boolean head, ServerResponse response) {
    response.status(answer.status());
    ALWAYS.forEach(
        (name, value) -> {
          if (!answer.headers().containsKey(name)) {
            response.header(name, value);
          }
        });
    answer.headers().forEach(response::header);
    switch (answer.body()) {
      case Answer.Body.Whole whole when head -> {
        response.header("Content-Length", Integer.toString(whole.bytes().length));
        response.send();
      }
      case Answer.Body.Whole whole -> response.send(whole.bytes());
      case Answer.Body.Streamed streamed -> stream(streamed, head, response);
    }
  }

  private static void stream(Answer.Body.Streamed body, boolean head, ServerResponse response) {
    if (body.length() >= 0) {
      response.header("Content-Length", Long.toString(body.length()));
    }
    if (head) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream()) {
      body.writer().write(out);
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the other side has gone: " + e.getMessage(), e);
    }
  }
}
