package skein.app.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.core.value.SpaceId;
import skein.server.hosting.Bucket;
import skein.server.hosting.Hosted;
import skein.server.hosting.PersonalStore;
import skein.server.hosting.PersonalStores;

/// The personal stores of a home: spaces like all others, but that their replica keeps no history.
/// Safe for all threads.
public final class HomeStores implements PersonalStores, AutoCloseable {
  /// How many stores somebody may have.
  private static final int MOST_OF_ONE = 100;

  /// How many turns there are; stores share them.
  private static final int TURNS = 256;

  private final Home home;
  private final Spaces spaces;
  private final Keeping keeping;
  private final Farewells farewells = new Farewells();
  private final List<ReentrantLock> turns = new ArrayList<>();

  /// The spaces of the home that are open, as all users share them.
  public interface Spaces {
    /// Opens a space, or joins those who have it open; to be closed after use.
    Hosted use(SpaceBook.Entry entry);

    /// Does something with a space as it stands open, or is opened for it.
    <T> T within(SpaceBook.Entry entry, Function<OpenSpace, T> work);

    /// Takes over a space that has just been made; what is given back is to be closed after use.
    Hosted share(OpenSpace made);

    /// Forgets a space that is being deleted.
    void drop(SpaceId id);
  }

  private HomeStores(Home home, Spaces spaces, Keeping keeping) {
    this.home = home;
    this.spaces = spaces;
    this.keeping = keeping;
    for (int i = 0; i < TURNS; i++) {
      turns.add(new ReentrantLock());
    }
  }

  /// The personal stores of a home, which are swept now and then until this is closed.
  ///
  /// @param told takes sentences for whoever runs the node
  public static HomeStores start(Home home, Spaces spaces, Consumer<String> told) {
    return new HomeStores(home, spaces, Keeping.start(home, spaces, told));
  }

  /// What is done while nobody makes or deletes a store.
  private interface Work<T> {
    T run();
  }

  private <T> T inTurn(Object whose, Work<T> work) {
    ReentrantLock turn = turns.get(Math.floorMod(whose.hashCode(), TURNS));
    turn.lock();
    try {
      return work.run();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Optional<Bucket> of(SpaceId space) {
    return home.buckets().of(space).flatMap(entry -> Bucket.parse(entry.name()));
  }

  @Override
  public Optional<PersonalStore> find(Bucket bucket) {
    return inTurn(bucket.owner(), () -> home.buckets().of(bucket).map(this::use));
  }

  private PersonalStore use(SpaceBook.Entry entry) {
    return used(entry, spaces.use(entry));
  }

  private PersonalStore used(SpaceBook.Entry entry, Hosted space) {
    return new HomeStore(home, entry, space, farewells, () -> keeping.note(entry));
  }

  @Override
  public Made open(Bucket bucket) {
    return inTurn(
        bucket.owner(),
        () -> {
          Optional<SpaceBook.Entry> there = home.buckets().of(bucket);
          if (there.isPresent()) {
            return new Made.Here(use(there.get()));
          }
          if (home.buckets().count(bucket.owner()) >= MOST_OF_ONE) {
            return new Made.TooMany(
                "nobody has more than " + MOST_OF_ONE + " stores here; delete one first");
          }
          OpenSpace made = home.create(bucket);
          return new Made.Here(used(made.entry(), spaces.share(made)));
        });
  }

  @Override
  public boolean delete(Bucket bucket) {
    return inTurn(
        bucket.owner(),
        () -> {
          Optional<SpaceId> gone = home.buckets().of(bucket).map(SpaceBook.Entry::id);
          gone.ifPresent(spaces::drop);
          boolean there = home.remove(bucket);
          gone.ifPresent(farewells::tell);
          return there;
        });
  }

  /// Sweeps a store now; false if something of what was replaced is still on the disk.
  public boolean sweep(Bucket bucket) {
    return home.buckets().of(bucket).map(new StoreSweep(home, spaces)::run).orElse(true);
  }

  @Override
  public void close() {
    keeping.close();
  }
}
