package skein.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;
import skein.server.hosting.Apps;
import skein.server.hosting.Partners;
import skein.server.http.Listener;
import skein.server.node.Node;
import skein.server.records.RecordRoutes;
import skein.server.world.HeldSpaces;
import skein.server.world.OneToken;

/// A node on this machine with sample data in memory, for looking at the page and for its tests in
/// a browser. Arguments: the port, 0 or nothing for a free one. Prints the page's address. Each
/// line of its standard input starts one more, with data of its own; all end with it.
public final class Showcase {
  private static final String TOKEN = "showcase-token";

  private Showcase() {}

  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    List<Node> nodes = new ArrayList<>();
    try {
      do {
        int port = nodes.isEmpty() && args.length > 0 ? Integer.parseInt(args[0]) : 0;
        Node node = start(port);
        nodes.add(node);
        System.out.println("http://127.0.0.1:" + node.ports().getFirst() + "/ui/#token=" + TOKEN);
      } while (lines.readLine() != null);
    } finally {
      nodes.forEach(Node::close);
    }
  }

  private static Node start(int port) {
    Node.Hosting hosting =
        new Node.Hosting(
            new HeldSpaces(new SampleData().spaces()),
            new OneToken(TOKEN),
            new TwoPeers(),
            Apps.NONE,
            Optional.empty(),
            new RecordRoutes.Setting("page", "bugs"));
    Node.About about = new Node.About("0.1.0", "showcase", Set.of());
    return Node.start(List.of(new Listener.Address("127.0.0.1", port, null)), about, hosting);
  }

  /// One that is in step as soon as one syncs with it, and one that never answers.
  private static final class TwoPeers implements Partners {
    private final AtomicReference<@Nullable Instant> met = new AtomicReference<>();

    @Override
    public List<Partner> of(SpaceId space) {
      Instant last = met.get();
      String at = last == null ? null : last.toString();
      String before = Instant.now().minusSeconds(7_400).toString();
      return List.of(
          new Partner(
              "field",
              "https://field.example:8443/s/" + space,
              last == null ? State.AHEAD : State.IN_STEP,
              last == null ? before : at,
              last == null ? before : at,
              null),
          new Partner(
              "hub",
              "https://hub.example/s/" + space,
              State.UNKNOWN,
              null,
              null,
              "hub.example cannot be reached: connection refused; is the node there running?"));
    }

    @Override
    public Optional<List<Synced>> sync(SpaceId space, @Nullable String name) {
      met.set(Instant.now());
      Synced field = new Synced("field", new Moved(0, 4), null);
      Synced hub = new Synced("hub", new Moved(0, 0), "hub.example cannot be reached");
      return name == null
          ? Optional.of(List.of(field, hub))
          : List.of(field, hub).stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .map(List::of);
    }
  }
}
