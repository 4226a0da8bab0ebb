package skein.app.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import skein.app.home.DiskTrouble;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.NodeFiles;
import skein.app.home.Refusal;
import skein.app.home.Stores;
import skein.app.hosting.HomeApps;
import skein.app.hub.HomeStores;
import skein.app.hub.HubSignIn;
import skein.core.replica.Surroundings;
import skein.server.hosting.Bucket;
import skein.server.http.Guard;
import skein.server.http.Listener;
import skein.server.hub.Hub;
import skein.server.hub.Limits;
import skein.server.node.Node;
import skein.server.records.RecordRoutes;
import skein.store.keys.TlsIdentity;

/// A node that serves a home, from [#start] to [#close]. Safe for all threads.
public final class Serving implements AutoCloseable {
  private static final int MOST_PORT = 65_535;

  private final NodeFiles.Post post;
  private final HomeSpaces spaces;
  private final HomeApps apps;
  private final HomeStores stores;
  private final Node node;
  private final List<String> addresses;
  private final Housekeeping housekeeping;

  private Serving(
      NodeFiles.Post post,
      HomeSpaces spaces,
      HomeApps apps,
      HomeStores stores,
      Node node,
      Housekeeping housekeeping,
      List<String> addresses) {
    this.post = post;
    this.spaces = spaces;
    this.apps = apps;
    this.stores = stores;
    this.node = node;
    this.housekeeping = housekeeping;
    this.addresses = List.copyOf(addresses);
  }

  /// Where and how to listen.
  ///
  /// @param listen an address or name of this machine
  /// @param port 0 for any that is free
  /// @param names further names by which others may reach this node
  /// @param author in whose name a change is made if the request names nobody
  /// @param root the space whose records stand at `/records…` as well; null for none
  /// @param hub how to be a hub; empty to be none
  public record Wish(
      String listen,
      int port,
      Set<String> names,
      Protection protection,
      String author,
      @Nullable String root,
      Optional<HubWish> hub) {
    public Wish {
      names = Set.copyOf(names);
      if (port < 0 || port > MOST_PORT) {
        throw new Refusal("a port is from 0 to " + MOST_PORT + ", not " + port);
      }
    }
  }

  /// How to be a hub. Its addresses begin with `prefix`; pages of `origins` may use it, for people
  /// who sign in by `ways`.
  public record HubWish(
      String prefix, Set<String> origins, Limits limits, Duration poll, HubSignIn.Wish ways) {
    public HubWish {
      origins = Set.copyOf(origins);
    }
  }

  /// How spaces are opened, how peers are met, and who takes sentences for whoever runs the node.
  public record Tools(Stores stores, Meeting meeting, Consumer<String> told) {}

  /// How what goes over the wire is protected.
  public sealed interface Protection {
    /// TLS under the node's own certificate where others can listen in, plain HTTP on loopback.
    record Usual() implements Protection {}

    /// TLS under the node's own certificate, on loopback too.
    record Own() implements Protection {}

    /// TLS under a certificate that was given.
    record Given(Path certificate, Path key) implements Protection {}

    /// Plain HTTP, wherever.
    record None() implements Protection {}
  }

  /// Begins to serve.
  ///
  /// @throws Refusal if a node serves the home already, the port is taken, or a certificate cannot
  ///   be used
  public static Serving start(Home home, Tools tools, Wish wish, String version) {
    boolean loopback = Guard.isLoopback(wish.listen().toLowerCase(Locale.ROOT));
    @Nullable TlsIdentity tls = tls(home, wish.protection(), loopback);
    SSLContext context = tls == null ? null : tls.context();
    Set<String> names = new TreeSet<>();
    wish.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.add(wish.listen().toLowerCase(Locale.ROOT));
    NodeFiles files = home.node();
    NodeFiles.Post post = files.take();
    HomeSpaces spaces = HomeSpaces.start(home, tools.stores(), tools.told());
    HomeApps apps =
        HomeApps.start(home, tools.stores(), tools.meeting(), tools.told(), spaces::drop);
    HomeStores stores = HomeStores.start(home, spaces, tools.told());
    try {
      Node.About about = new Node.About(version, tls == null ? "" : tls.pin().hex(), names);
      Node node =
          Node.start(
              List.of(new Listener.Address(wish.listen(), wish.port(), context)),
              about,
              new Node.Hosting(
                  spaces,
                  new HomeAccess(home, files.token()),
                  new HomePartners(home, tools.meeting()),
                  apps,
                  wish.hub().map(hub -> hub(home, stores, hub)),
                  new RecordRoutes.Setting(wish.author(), wish.root())));
      String address =
          (tls == null ? "http://" : "https://") + wish.listen() + ":" + node.ports().getFirst();
      long process = ProcessHandle.current().pid();
      String pin = tls == null ? null : tls.pin().hex();
      String signIn =
          wish.hub()
              .filter(hub -> hub.ways().passkeys())
              .map(hub -> hub.prefix() + "/sign-in")
              .orElse(null);
      post.tell(new NodeFiles.Running(process, List.of(address), pin, signIn));
      return new Serving(
          post,
          spaces,
          apps,
          stores,
          node,
          Housekeeping.start(home, tools.told()),
          List.of(address));
    } catch (IllegalStateException | IllegalArgumentException e) {
      stores.close();
      apps.close();
      spaces.close();
      post.close();
      String instead =
          e instanceof IllegalStateException
              ? "choose another address or port, or end what is there"
              : "choose another for the hub";
      throw new Refusal(e.getMessage() + "; " + instead, e);
    }
  }

  private static Hub hub(Home home, HomeStores stores, HubWish wish) {
    Surroundings surroundings = home.surroundings();
    return new Hub(
        stores,
        new HubSignIn(home.node(), surroundings.clockMillis(), wish.ways()),
        new Hub.Setting(
            wish.prefix(), wish.origins(), wish.limits(), wish.poll(), surroundings.clockMillis()));
  }

  private static @Nullable TlsIdentity tls(Home home, Protection protection, boolean loopback) {
    return switch (protection) {
      case Protection.None none -> null;
      case Protection.Usual usual -> loopback ? null : own(home);
      case Protection.Own own -> own(home);
      case Protection.Given given -> given(given);
    };
  }

  private static TlsIdentity own(Home home) {
    long now = home.surroundings().clockMillis().getAsLong();
    return TlsIdentity.parse(
        home.node().certificate(() -> TlsIdentity.fresh(Instant.ofEpochMilli(now))));
  }

  private static TlsIdentity given(Protection.Given given) {
    List<String> parts = new ArrayList<>();
    for (Path file : List.of(given.key(), given.certificate())) {
      try {
        parts.add(Files.readString(file, StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
      }
    }
    try {
      return TlsIdentity.parse(String.join("\n", parts));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          given.certificate() + " and " + given.key() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /// The addresses it listens at, `http(s)://host:port`.
  public List<String> addresses() {
    return addresses;
  }

  /// Takes off the disk what was replaced or deleted in a personal store, as is done by itself now
  /// and then; false if somebody reads it just now.
  public boolean sweep(Bucket bucket) {
    return stores.sweep(bucket);
  }

  @Override
  public void close() {
    housekeeping.close();
    post.close();
    node.close();
    stores.close();
    apps.close();
    spaces.close();
  }
}
