package skein.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.app.cli.Bench;
import skein.app.node.NodeProcess;
import skein.app.node.Relay;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// A home, the process that serves it, and the relay by which the other nodes reach it. Safe for
/// all threads once it was begun.
final class OfficeNode implements AutoCloseable {
  static final String SPACE = "tracker";
  private static final String BEFORE_INDEX = "event ";

  private final Bench bench;
  private final Traffic traffic;
  private volatile @Nullable Running running;

  private record Running(NodeProcess process, Relay relay) {}

  /// What became of a step: it made a changeset, or found everything as it should be, or there is
  /// no such record here.
  enum Wrote {
    CHANGESET,
    NOTHING,
    UNKNOWN
  }

  OfficeNode(Bench bench, Traffic traffic) {
    this.bench = bench;
    this.traffic = traffic;
  }

  Bench bench() {
    return bench;
  }

  /// What it is called: the name of its home.
  String name() {
    return String.valueOf(bench.homeFolder().getFileName());
  }

  /// Begins to serve, at ports that are free. `told` gets the address at which others reach it
  /// before anybody can see that it runs.
  void begin(Consumer<String> told) throws IOException {
    NodeProcess process = NodeProcess.start(bench.homeFolder());
    Relay relay = new Relay(process.address().getPort(), traffic);
    try {
      told.accept(
          "http://127.0.0.1:"
              + relay.port()
              + "/s/"
              + bench.home().book().spaces().getFirst().id());
    } finally {
      running = new Running(process, relay);
    }
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException(name() + " has not begun");
    }
    return now;
  }

  NodeProcess process() {
    return running().process();
  }

  /// The command line on this home; it must succeed.
  Bench.Said skein(String... arguments) {
    Bench.Said said = bench.skein(arguments);
    assertThat(said.exitCode()).as("%s of %s: %s", arguments[0], name(), said.err()).isZero();
    return said;
  }

  /// What a command line with `--json` says in one line.
  Value json(String... arguments) {
    return NodeProcess.parse(skein(arguments).lines().getFirst());
  }

  /// A link that lets another node in, at the address of the relay.
  String link() {
    String address = "http://127.0.0.1:" + running().relay().port();
    return NodeProcess.text(json("share", "--json", "--address", address), "link");
  }

  /// Pulls from a peer and pushes to it, as the page's button does.
  Value sync(String peer) throws IOException, InterruptedException {
    String body = new Doc().put("peer", peer).text();
    return NodeProcess.items(process().post("/s/tracker/sync", body), "peers").getFirst();
  }

  /// Writes an event through the record API, unless it stands here already.
  Wrote write(TrackerStep step) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = process().ask(request(step));
    return switch (answer.statusCode()) {
      case 404 -> Wrote.UNKNOWN;
      case 200, 201 ->
          answer.headers().firstValue("Skein-Number").isPresent() ? Wrote.CHANGESET : Wrote.NOTHING;
      default ->
          throw new AssertionError(
              step
                  + ": "
                  + answer.statusCode()
                  + " "
                  + new String(answer.body(), StandardCharsets.UTF_8));
    };
  }

  private HttpRequest request(TrackerStep step) {
    String type = "/s/tracker/records/" + step.edit().key().type();
    String id = step.edit().key().id();
    return switch (step.edit()) {
      case Edit.Create create ->
          edit(type + "?id=" + id).POST(body(step, create.assigns())).build();
      case Edit.Update update ->
          edit(type + "/" + id).method("PATCH", body(step, update.assigns())).build();
      case Edit.Delete delete -> throw new IllegalArgumentException("no event is " + delete);
      case Edit.Purge purge -> throw new IllegalArgumentException("no event is " + purge);
    };
  }

  private HttpRequest.Builder edit(String path) {
    return process().request(path).header("Content-Type", "application/vnd.skein.edit+json");
  }

  private static HttpRequest.BodyPublisher body(TrackerStep step, List<Assign> assigns) {
    Doc set = new Doc();
    List<String> put = new ArrayList<>();
    List<String> drop = new ArrayList<>();
    for (Assign assign : assigns) {
      switch (assign) {
        case Assign.Set one -> set.put(one.property(), one.value());
        case Assign.Put one -> put.add(one.element());
        case Assign.Drop one -> drop.add(one.element());
        case Assign.Add one -> throw new IllegalArgumentException("no event is " + one);
      }
    }
    Doc body = new Doc().put("set", set.value());
    if (!put.isEmpty()) {
      body.put("put", new Doc().putTexts("labels", put).value());
    }
    if (!drop.isEmpty()) {
      body.put("drop", new Doc().putTexts("labels", drop).value());
    }
    body.put("note", BEFORE_INDEX + step.index()).put("author", step.author());
    return HttpRequest.BodyPublishers.ofString(body.text());
  }

  /// Whether the history of the record holds this event.
  boolean holds(TrackerStep step) throws IOException, InterruptedException {
    String record = step.edit().key().type() + "/" + step.edit().key().id();
    HttpRequest request = process().request("/s/tracker/history/" + record + "?limit=1000").build();
    HttpResponse<byte[]> answer = process().ask(request);
    Value told = NodeProcess.parse(new String(answer.body(), StandardCharsets.UTF_8));
    return answer.statusCode() == 200
        && NodeProcess.items(told, "history").stream()
            .anyMatch(one -> NodeProcess.text(one, "note").equals(BEFORE_INDEX + step.index()));
  }

  /// All items of a list, page by page.
  List<Value> all(String list, String path) throws IOException, InterruptedException {
    List<Value> all = new ArrayList<>();
    for (String after = ""; !after.equals("null"); ) {
      String place = after.isEmpty() ? "" : "&after=" + after;
      Value page = process().get("/s/tracker/" + path + "?limit=1000" + place);
      all.addAll(NodeProcess.items(page, list));
      after = NodeProcess.text(page, "after");
    }
    return all;
  }

  /// The properties in open conflict here, `type/id property`.
  Set<String> open() throws IOException, InterruptedException {
    Set<String> open = new TreeSet<>();
    for (Value record : all("conflicts", "conflicts")) {
      String key = NodeProcess.text(record, "type") + "/" + NodeProcess.text(record, "id");
      NodeProcess.items(record, "open")
          .forEach(property -> open.add(key + " " + ((Value.Text) property).value()));
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    Running now = running;
    if (now != null) {
      now.process().close();
      now.relay().close();
    }
  }
}
