package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.merge.RecordView;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.MemoryStore;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.testkit.FakeKeys;

/// One replica with its disk, its clock, its clients, and what the laws remember of it. Confined.
final class Actor {
  private final Surroundings surroundings;
  private CrashingStore store;
  MemoryStore disk;
  Replica replica;
  @Nullable Shelf shelf;
  long skewMillis;
  private @Nullable Saved saved;
  private int restores;
  private int copies;

  /// What clients remember: the live dots of a record at their last look.
  final Map<RecordKey, Set<Dot>> looks = new HashMap<>();

  /// What was committed here, and must never be lost.
  List<Dot> acknowledged = new ArrayList<>();

  Frontier frontier = Frontier.EMPTY;
  long logged;

  /// What a reader that follows the cursor believes.
  Map<RecordKey, RecordView> mirror = new HashMap<>();

  long cursor;

  private record Saved(MemoryStore disk, @Nullable Shelf shelf, List<Dot> acknowledged) {}

  Actor(MemoryStore disk, FakeKeys keys, LongSupplier worldMillis) {
    this.surroundings =
        new Surroundings(keys, keys, () -> worldMillis.getAsLong() + skewMillis, () -> "none");
    this.disk = disk;
    this.store = new CrashingStore(disk);
    this.replica = new Replica(store, surroundings);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  long nowMillis() {
    return surroundings.clockMillis().getAsLong();
  }

  void crashAt(int at) {
    store.crashAt(at);
  }

  /// Ends the process and starts it again on the same disk.
  void restart() {
    store = new CrashingStore(disk);
    replica = new Replica(store, surroundings);
  }

  void save() {
    saved = new Saved(disk.copy(), copiedShelf(), List.copyOf(acknowledged));
  }

  /// The posts as they are, in a file of their own.
  @Nullable Shelf copiedShelf() {
    return shelf == null ? null : shelf.copied(++copies);
  }

  /// Puts the saved folder back, if there is one; its readers begin anew.
  boolean restore() {
    Saved old = saved;
    if (old == null) {
      return false;
    }
    disk = old.disk().copy();
    shelf = old.shelf() == null ? null : old.shelf().copied(++copies);
    acknowledged = new ArrayList<>(old.acknowledged());
    restart();
    forgetReaders();
    restores++;
    return true;
  }

  /// True if its folder was ever put back.
  boolean wasRestored() {
    return restores > 0;
  }

  void forgetReaders() {
    looks.clear();
    mirror = new HashMap<>();
    cursor = 0;
    replica.read(
        snapshot -> {
          frontier = snapshot.frontier();
          logged = snapshot.reading().log(0, Integer.MAX_VALUE >> 1).size();
          return snapshot;
        });
  }
}
