package skein.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skein.core.post.Posts;
import skein.core.replica.Replica;
import skein.core.value.SpaceId;
import skein.server.hosting.Access;
import skein.server.hosting.Apps;
import skein.server.hosting.Attachments;
import skein.server.hosting.Hosted;
import skein.server.hosting.Partners;
import skein.server.hosting.Spaces;
import skein.server.http.Listener;
import skein.server.node.Node;
import skein.server.records.RecordRoutes;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.Bell;
import skein.store.sqlite.SqliteStore;

/// Stores, served by a node on loopback, each as a space of a name of its own. Whoever opened the
/// stores closes them, after this.
final class Served implements AutoCloseable {
  private final Map<String, Shown> spaces;
  private final Node node;
  private final Belfry belfry = new Belfry();

  /// A store and the replica over it.
  record Shown(SqliteStore store, Replica replica) {
    static Shown of(SqliteStore store) {
      return new Shown(store, CoreBench.replica(store));
    }
  }

  Served(Map<String, Shown> spaces) {
    this.spaces = Map.copyOf(spaces);
    this.node =
        Node.start(
            List.of(new Listener.Address("127.0.0.1", 0, null)),
            new Node.About("bench", "", Set.of()),
            new Node.Hosting(
                new Shelf(),
                new Nobody(),
                new Nobody(),
                Apps.NONE,
                Optional.empty(),
                new RecordRoutes.Setting("bench", null)));
  }

  /// In a process of its own: serves all stores of a folder, prints the address, answers each line
  /// that comes in with what memory it holds, and ends when nothing more can come.
  static void serve(Path folder) throws IOException {
    Map<String, Shown> spaces = new LinkedHashMap<>();
    try {
      for (Path file : stores(folder)) {
        String name = file.getFileName().toString().replace(".db", "");
        spaces.put(name, Shown.of(SqliteStore.open(file)));
      }
      try (Served served = new Served(spaces)) {
        System.out.println(served.address());
        var questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
          System.out.println(usedBytes() + " " + residentBytes());
        }
      }
    } finally {
      spaces.values().forEach(shown -> shown.store().close());
    }
  }

  private static List<Path> stores(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".db")).sorted().toList();
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// As Linux tells it; 0 elsewhere.
  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .sum();
  }

  private String address() {
    return "http://127.0.0.1:" + node.ports().getFirst();
  }

  /// The address of a space.
  URI space(String name) {
    return URI.create(address() + "/s/" + name);
  }

  @Override
  public void close() {
    node.close();
    belfry.close();
  }

  private final class Shelf implements Spaces {
    @Override
    public List<String> names() {
      return spaces.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<Hosted> open(String nameOrId) {
      return Optional.ofNullable(spaces.get(nameOrId)).map(shown -> new Use(nameOrId, shown));
    }
  }

  private final class Use implements Hosted {
    private final String name;
    private final Shown shown;

    Use(String name, Shown shown) {
      this.name = name;
      this.shown = shown;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Replica replica() {
      return shown.replica();
    }

    @Override
    public Optional<Posts> posts() {
      return Optional.empty();
    }

    @Override
    public Attachments blobs() {
      throw new UnsupportedOperationException("nothing is attached here");
    }

    @Override
    public boolean isMine() {
      return true;
    }

    @Override
    public Watch onChange(Runnable listener) {
      Bell bell = shown.store().onChange(belfry, listener);
      return bell::close;
    }

    @Override
    public void close() {
      // The store stays open for the next.
    }
  }

  /// Programs on this machine need no token.
  private static final class Nobody implements Access, Partners {
    @Override
    public List<Partner> of(SpaceId space) {
      return List.of();
    }

    @Override
    public Optional<List<Synced>> sync(SpaceId space, @Nullable String name) {
      return Optional.empty();
    }

    @Override
    public boolean isOwn(String token) {
      return false;
    }

    @Override
    public Optional<Peer> peer(String token, SpaceId space) {
      return Optional.empty();
    }

    @Override
    public Optional<Admitted> join(SpaceId space, String secret, Asking asking) {
      return Optional.empty();
    }
  }
}
