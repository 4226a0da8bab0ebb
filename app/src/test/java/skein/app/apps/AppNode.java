package skein.app.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import skein.app.Wiring;
import skein.app.cli.Setting;
import skein.app.node.NodeProcess;
import skein.app.node.Serving;
import skein.app.view.Pace;
import skein.app.view.Screen;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// A node on loopback, at a port of its own, with a home in a folder; programs ask it as programs
/// do, pages as browsers do.
public final class AppNode implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final Runnable end;
  private final int port;

  private AppNode(Runnable end, String address) {
    this.end = end;
    this.port = Integer.parseInt(address.replaceAll(".*:", ""));
  }

  /// A node in a process of its own: the program itself.
  static AppNode process(Path home) throws IOException {
    NodeProcess process = NodeProcess.start(home);
    return new AppNode(process::close, process.address().toString());
  }

  /// Begins to serve the home in this folder, at any port (0) or at this one.
  public static AppNode start(Path home, int port) {
    return of(serve(home, port, new Serving.Protection.Usual(), sentence -> {}));
  }

  /// The same at any port; `told` takes what it tells whoever runs it.
  static AppNode start(Path home, Consumer<String> told) {
    return of(serve(home, 0, new Serving.Protection.Usual(), told));
  }

  private static AppNode of(Serving serving) {
    return new AppNode(serving::close, serving.addresses().getFirst());
  }

  /// The same under another protection than that of [#start].
  static Serving serve(Path home, int port, Serving.Protection protection, Consumer<String> told) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Screen screen = new Screen(nowhere, nowhere, Optional.empty(), new Pace(() -> 0));
    Setting setting =
        Wiring.setting(screen, home.resolve(".."), Map.of("SKEIN_HOME", home.toString()));
    return Serving.start(
        setting.home(),
        new Serving.Tools(setting.stores(), setting.meeting(), told),
        new Serving.Wish("127.0.0.1", port, Set.of(), protection, "owner", null, Optional.empty()),
        "0");
  }

  public int port() {
    return port;
  }

  /// What a program on this machine asks. `headers`: names and values in turn.
  Reply ask(String method, String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Host", "127.0.0.1:" + port));
    all.addAll(List.of(headers));
    return Wire.send(port, new Wire.Ask(method, target, Bytes.ofText(body), all));
  }

  Reply get(String target, String... headers) {
    return ask("GET", target, "", headers);
  }

  Reply post(String target, String json) {
    return ask("POST", target, json, "Content-Type", JSON);
  }

  Reply put(String target, String type, String body) {
    return ask("PUT", target, body, "Content-Type", type);
  }

  /// What comes to a host name of this node, with just these headers.
  Reply at(String host, String method, String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Host", host + ":" + port));
    all.addAll(List.of(headers));
    return Wire.send(port, new Wire.Ask(method, target, Bytes.ofText(body), all));
  }

  /// What a script in a page of an app asks of its own origin.
  Reply page(String app, String method, String target, String body) {
    String origin = "http://" + app + ".localhost:" + port;
    return at(
        app + ".localhost",
        method,
        target,
        body,
        "Origin",
        origin,
        "Sec-Fetch-Site",
        "same-origin",
        "Sec-Fetch-Mode",
        "cors",
        "Sec-Fetch-Dest",
        "empty",
        "Content-Type",
        JSON);
  }

  /// Makes an app; its id.
  String create() {
    return create("{}");
  }

  String create(String wish) {
    return post("/create_app", wish).is(200).at("tid") instanceof Value.Text(String id) ? id : "";
  }

  /// Joins an app that another node has.
  void join(String app, AppNode from) {
    post("/" + app + "/join_app", "{}").is(200);
    String peer = "{\"addr\":\"127.0.0.1\",\"port\":" + from.port + "}";
    post("/" + app + "/add_peer", peer).is(200);
  }

  /// The rows that a query comes to, as JSON.
  String query(String app, String sql) {
    return asked(app, sql).is(200).json("results");
  }

  /// What is answered to a query.
  Reply asked(String app, String sql) {
    String body = new String(Value.of(sql).canonical(), StandardCharsets.UTF_8);
    return post("/" + app + "/query", "{\"query\":" + body + "}");
  }

  private boolean has(String app, String sql, String rows) {
    Reply reply = asked(app, sql);
    return reply.status() == 200 && reply.json("results").equals(rows);
  }

  /// Waits until what `look` sees is as it should be: whenever the app tells of a change, or that
  /// it is still there.
  void await(String app, Predicate<AppNode> look) {
    List<String> headers = List.of("Host", "127.0.0.1:" + port);
    Wire.Ask ask = new Wire.Ask("GET", "/" + app + "/events", Bytes.EMPTY, headers);
    try (Socket socket = Wire.open(port, ask)) {
      InputStream in = socket.getInputStream();
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < until) {
        String line = Wire.line(in);
        if ((line.startsWith("data: ") || line.equals(":")) && look.test(this)) {
          return;
        }
      }
      throw new IllegalStateException("it never came to that: " + get("/apps").text());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "waiting for " + app + "; the node knows " + get("/apps").text(), e);
    }
  }

  /// Waits until a query has these rows.
  void awaitRows(String app, String sql, String rows) {
    await(app, node -> node.has(app, sql, rows));
  }

  @Override
  public void close() {
    end.run();
  }
}
