package skein.server.hosting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;

/// The apps that a node hosts. Port. Safe for all threads.
public interface Apps {
  /// What is said of a peer that the connection stands with.
  String CONNECTED = "connected";

  /// Hosts none.
  Apps NONE = new NoApps();

  /// What the owner gives an app: what it is called here; how many bytes its content and its posts
  /// may take together; how many nonces are tried for a post. Null: as usual.
  record Wish(@Nullable String name, @Nullable Long bytes, @Nullable Long effort) {}

  /// What somebody joins by: what the app is to be called here, null for a name of its own; where
  /// it was last seen, each `host:port`.
  record Joining(@Nullable String name, List<String> peers) {
    public Joining {
      peers = List.copyOf(peers);
    }
  }

  /// How much of an app's content is here, and how much there is; in files.
  record Progress(int files, int of) {}

  /// How much an app takes up here.
  record Size(int files, long bytes, long posts) {}

  /// A peer of an app. `state`: `connected`, or a sentence that says why not.
  record Peer(String address, String state) {}

  /// Where an app is public. `trouble`: why it is not served there now; null if nothing is known to
  /// hinder it.
  record Door(int port, @Nullable String trouble) {}

  /// Serves apps to everybody, each at a port of its own.
  interface Doors {
    /// Serves these and no others from now on. Says of each that cannot be served why not; that is
    /// tried again at the next call.
    Map<SpaceId, String> open(Map<SpaceId, Integer> ports);
  }

  /// An app in a list. `title`: of its index page, or its name. `ready`: all of its content is here
  /// that is to come. `link`: leads others to it. `door`: null if it is not public.
  record Card(
      SpaceId id,
      String name,
      String title,
      boolean owned,
      Size size,
      Progress progress,
      boolean ready,
      List<Peer> peers,
      String link,
      @Nullable Door door) {
    public Card {
      peers = List.copyOf(peers);
    }
  }

  /// All of them, by name.
  List<Card> all();

  /// The app of this id; empty if this node does not host it.
  Optional<App> find(SpaceId id);

  /// Has `doors` opened for the apps that are public, now and again and again.
  void onPublic(Doors doors);

  /// Makes an app, which this home owns.
  ///
  /// @throws IllegalArgumentException if the wish cannot be granted; the message says why
  SpaceId create(Wish wish);

  /// Hosts an app from now on; what is there of it comes as soon as a peer can be reached.
  ///
  /// @throws IllegalArgumentException if that cannot be; the message says why
  void join(SpaceId id, Joining joining);

  /// Adds a peer, `host:port`, to an app that is hosted here; false if it is not.
  ///
  /// @throws IllegalArgumentException if that is no address
  boolean addPeer(SpaceId id, String address);

  /// Hosts it no longer, and deletes what is here of it; false if it was not hosted.
  ///
  /// @throws IllegalArgumentException if this home owns it
  boolean leave(SpaceId id);
}
