package skein.app.hosting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.app.home.AppLimits;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.meeting.BlobFetch;
import skein.store.blobs.Reference;
import skein.sync.blob.HttpBlobs;

/// Brings the files of an app that are not here yet: what somebody waits for first, then the index
/// page, then the others, as far as this home lets the app take up room. One thread calls [#next].
final class Arrival {
  private final Content content;
  // Guarded by itself: what is asked for before all others.
  private final Set<String> wanted = new LinkedHashSet<>();

  Arrival(Content content) {
    this.content = content;
  }

  /// Why a file does not come at all; empty if it does.
  Optional<String> beyond(String path, Reference file) {
    AppLimits limits = content.limits();
    return file.size() > limits.fileBytes() || !within(limits).containsKey(path)
        ? Optional.of(
            ("'%s' has %d bytes; this host takes files of at most %d bytes, and of the app %d in"
                    + " all")
                .formatted(path, file.size(), limits.fileBytes(), limits.bytes()))
        : Optional.empty();
  }

  /// The files that there is room for: the index page and the schema, then the others by path.
  private SortedMap<String, Reference> within(AppLimits limits) {
    SortedMap<String, Reference> room = new TreeMap<>();
    SortedMap<String, Reference> files = content.all();
    long left = limits.bytes();
    for (String path : order(files)) {
      Reference file = files.get(path);
      if (file != null && file.size() <= limits.fileBytes() && file.size() <= left) {
        left -= file.size();
        room.put(path, file);
      }
    }
    return room;
  }

  private static List<String> order(SortedMap<String, Reference> files) {
    Set<String> order = new LinkedHashSet<>(List.of(Content.INDEX, Content.SCHEMA));
    order.addAll(files.keySet());
    order.retainAll(files.keySet());
    return new ArrayList<>(order);
  }

  /// Asks for a file before all others.
  void want(String path) {
    synchronized (wanted) {
      wanted.add(path);
    }
  }

  private boolean isHere(Reference file) {
    return content.blobs().size(file.sha256()).isPresent();
  }

  /// How many files are here.
  int here() {
    return (int) content.all().values().stream().filter(this::isHere).count();
  }

  /// The next file that is to come, none of these.
  Optional<Map.Entry<String, Reference>> next(Set<String> without) {
    SortedMap<String, Reference> lacking = new TreeMap<>(within(content.limits()));
    lacking.values().removeIf(this::isHere);
    Set<String> order = new LinkedHashSet<>();
    synchronized (wanted) {
      wanted.retainAll(lacking.keySet());
      order.addAll(wanted);
    }
    lacking.keySet().removeAll(without);
    order.addAll(order(lacking));
    order.retainAll(lacking.keySet());
    return order.stream()
        .findFirst()
        .flatMap(path -> Optional.ofNullable(lacking.get(path)).map(file -> Map.entry(path, file)));
  }

  /// Fetches a file from the first of these peers that has it; why not, if none has.
  Optional<String> fetch(Reference file, BlobFetch from) {
    try {
      from.open(new HttpBlobs.Wanted(file.sha256(), file.size())).close();
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.sentence());
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the app cannot be closed", e);
    }
  }

  /// The same space with its peers in the order in which they are best asked.
  static SpaceBook.Entry best(SpaceBook.Entry entry, Set<String> connected) {
    List<SpaceBook.Peer> peers = new ArrayList<>(entry.peers());
    peers.sort((one, other) -> rank(one, connected) - rank(other, connected));
    return new SpaceBook.Entry(entry.name(), entry.id(), peers);
  }

  private static int rank(SpaceBook.Peer peer, Set<String> connected) {
    return connected.contains(peer.name()) ? 0 : 1;
  }
}
