package skein.bench;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Replica;
import skein.core.value.SpaceId;
import skein.server.hosting.Access;
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

/// One store, served by a node on loopback under the name `bench`.
final class Served implements AutoCloseable {
  private final Node node;
  private final Belfry belfry = new Belfry();
  private final SqliteStore store;
  private final Replica replica;

  Served(SqliteStore store, Replica replica) {
    this.store = store;
    this.replica = replica;
    this.node =
        Node.start(
            List.of(new Listener.Address("127.0.0.1", 0, null)),
            new Node.About("bench", "", Set.of()),
            new Node.Hosting(
                new OneSpace(),
                new Nobody(),
                new Nobody(),
                new RecordRoutes.Setting("bench", null)));
  }

  /// The address of the space.
  URI space() {
    return URI.create("http://127.0.0.1:" + node.ports().getFirst() + "/s/bench");
  }

  @Override
  public void close() {
    node.close();
    belfry.close();
  }

  private final class OneSpace implements Spaces {
    @Override
    public List<String> names() {
      return List.of("bench");
    }

    @Override
    public Optional<Hosted> open(String nameOrId) {
      return Optional.of(new Use());
    }
  }

  private final class Use implements Hosted {
    @Override
    public String name() {
      return "bench";
    }

    @Override
    public Replica replica() {
      return replica;
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
      Bell bell = store.onChange(belfry, listener);
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
