package skein.app.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.app.hub.HomeStores;
import skein.core.post.Posts;
import skein.core.replica.Replica;
import skein.core.value.SpaceId;
import skein.server.hosting.Attachments;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.store.blobs.Blobs;

/// The spaces of a home, opened when they are asked for and kept open, all users of one sharing it.
/// One that nobody has used for [#IDLE] is closed; where more than [#MOST_IDLE] are unused, those
/// that were used least lately are closed at once. Safe for all threads.
public final class HomeSpaces implements Spaces, HomeStores.Spaces, AutoCloseable {
  /// How many spaces stay open that nobody uses.
  public static final int MOST_IDLE = 64;

  /// How long a space stays open that nobody uses.
  public static final Duration IDLE = Duration.ofMinutes(1);

  private static final Duration PARTING = Duration.ofSeconds(3);

  private final Home home;
  private final Stores stores;
  private final Consumer<String> told;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition givenBack = lock.newCondition();
  private final Condition gone = lock.newCondition();
  // Guarded by the lock; the least recently used first.
  private final Map<SpaceId, Shared> open = new LinkedHashMap<>();
  // Guarded by the lock: those that are being closed. Nobody opens one meanwhile.
  private final Set<SpaceId> leaving = new HashSet<>();

  private HomeSpaces(Home home, Stores stores, Consumer<String> told) {
    this.home = home;
    this.stores = stores;
    this.told = told;
  }

  /// The spaces of a home; those that are idle are closed now and then, until this is closed.
  ///
  /// @param told takes sentences for whoever runs the node
  public static HomeSpaces start(Home home, Stores stores, Consumer<String> told) {
    HomeSpaces spaces = new HomeSpaces(home, stores, told);
    Thread.ofVirtual().name("idle spaces").start(spaces::run);
    return spaces;
  }

  private void run() {
    try {
      while (!ended.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
        tidy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A space that is open, or about to be, and how many use it.
  private static final class Shared {
    private final SpaceBook.Entry entry;
    // Guarded by the lock of all.
    int users;
    long idleSinceMillis;
    // Guarded by this.
    private @Nullable OpenSpace space;

    Shared(SpaceBook.Entry entry) {
      this.entry = entry;
    }

    /// One that is open already.
    static Shared of(OpenSpace made) {
      Shared shared = new Shared(made.entry());
      shared.take(made);
      return shared;
    }

    private synchronized void take(OpenSpace made) {
      space = made;
    }

    /// Opens it for the first user; others who come meanwhile wait.
    synchronized OpenSpace open(Home home) {
      OpenSpace here = space;
      if (here == null) {
        here = home.open(entry);
        space = here;
      }
      return here;
    }

    synchronized void close() {
      OpenSpace here = space;
      if (here != null) {
        here.close();
      }
    }
  }

  @Override
  public List<String> names() {
    return home.book().names();
  }

  @Override
  public Optional<Hosted> open(String nameOrId) {
    return home.find(nameOrId).map(this::use);
  }

  @Override
  public Hosted use(SpaceBook.Entry entry) {
    return using(entry);
  }

  /// To open one keeps nobody waiting who wants another.
  private Use using(SpaceBook.Entry entry) {
    Shared shared = taken(entry);
    boolean opened = false;
    try {
      Use use = new Use(entry.name(), shared, shared.open(home));
      opened = true;
      return use;
    } finally {
      if (!opened) {
        letGo(shared);
      }
    }
  }

  @Override
  public <T> T within(SpaceBook.Entry entry, Function<OpenSpace, T> work) {
    Use use = using(entry);
    try (use) {
      return work.apply(use.space);
    }
  }

  @Override
  public Hosted share(OpenSpace made) {
    Shared shared = Shared.of(made);
    lock.lock();
    try {
      shared.users++;
      open.put(made.entry().id(), shared);
    } finally {
      lock.unlock();
    }
    return new Use(made.name(), shared, made);
  }

  private Shared taken(SpaceBook.Entry entry) {
    lock.lock();
    try {
      awaitGone(entry.id());
      Shared known = open.remove(entry.id());
      Shared shared = known == null ? new Shared(entry) : known;
      shared.users++;
      open.put(entry.id(), shared);
      return shared;
    } finally {
      lock.unlock();
    }
  }

  private void awaitGone(SpaceId id) {
    while (leaving.contains(id)) {
      gone.awaitUninterruptibly();
    }
  }

  /// Forgets one that could not be opened, once nobody waits for it any more.
  private void letGo(Shared shared) {
    lock.lock();
    try {
      shared.users--;
      if (shared.users == 0) {
        open.remove(shared.entry.id(), shared);
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Shared shared) {
    if (isLeft(shared)) {
      leave(shared);
    }
    tidy();
  }

  /// Gives one back; true if it was dropped meanwhile and this was its last user.
  private boolean isLeft(Shared shared) {
    lock.lock();
    try {
      shared.users--;
      shared.idleSinceMillis = nowMillis();
      givenBack.signalAll();
      boolean left = shared.users == 0 && !open.containsValue(shared);
      if (left) {
        leaving.add(shared.entry.id());
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  private long nowMillis() {
    return home.surroundings().clockMillis().getAsLong();
  }

  /// Closes those that have been idle for too long, or are too many.
  private void tidy() {
    overdue().forEach(this::leave);
  }

  private List<Shared> overdue() {
    lock.lock();
    try {
      List<Shared> idle = open.values().stream().filter(one -> one.users == 0).toList();
      long since = nowMillis() - IDLE.toMillis();
      List<Shared> overdue = new ArrayList<>();
      for (Shared one : idle) {
        boolean many = idle.size() - overdue.size() > MOST_IDLE;
        if (many || one.idleSinceMillis <= since) {
          overdue.add(one);
          open.remove(one.entry.id());
          leaving.add(one.entry.id());
        }
      }
      return overdue;
    } finally {
      lock.unlock();
    }
  }

  /// Closes one that has just been noted as leaving: it waits for the disk, so nobody else may have
  /// to.
  private void leave(Shared shared) {
    close(shared);
    lock.lock();
    try {
      leaving.remove(shared.entry.id());
      gone.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What cannot be closed well is no fault of whoever closes it, which may be the user of another,
  /// and keeps nobody from the rest.
  private void close(Shared shared) {
    try {
      shared.close();
    } catch (RuntimeException e) {
      told.accept("closing '" + shared.entry.name() + "': " + Refusal.said(e));
    }
  }

  /// Those who use it keep it to their end.
  @Override
  public void drop(SpaceId id) {
    dropped(id).ifPresent(this::leave);
  }

  private Optional<Shared> dropped(SpaceId id) {
    lock.lock();
    try {
      awaitGone(id);
      Shared shared = open.remove(id);
      if (shared == null || shared.users > 0) {
        return Optional.empty();
      }
      leaving.add(id);
      return Optional.of(shared);
    } finally {
      lock.unlock();
    }
  }

  /// Closes all spaces; nobody may use one any more. Whoever still does, as a peer does that has
  /// just been told to go, has some time to end.
  @Override
  public void close() {
    ended.countDown();
    lock.lock();
    try {
      awaitUsers();
      Set.copyOf(leaving).forEach(this::awaitGone);
      open.values().stream()
          .sorted(Comparator.comparingInt(shared -> shared.users))
          .forEach(this::close);
      open.clear();
    } finally {
      lock.unlock();
    }
  }

  private void awaitUsers() {
    try {
      long left = PARTING.toNanos();
      while (left > 0 && open.values().stream().anyMatch(shared -> shared.users > 0)) {
        left = givenBack.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One user's hold on a space.
  private final class Use implements Hosted {
    private final String name;
    private final Shared shared;
    private final OpenSpace space;
    private boolean closed;

    Use(String name, Shared shared, OpenSpace space) {
      this.name = name;
      this.shared = shared;
      this.space = space;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Replica replica() {
      return space.replica();
    }

    @Override
    public Optional<Posts> posts() {
      return space.posts();
    }

    @Override
    public Attachments blobs() {
      return new HomeBlobs(new Blobs(home.blobs(space.entry().id())));
    }

    @Override
    public boolean isMine() {
      return home.owns(space.entry().id());
    }

    @Override
    public Watch onChange(Runnable listener) {
      return space.onChange(stores, listener)::close;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        giveBack(shared);
      }
    }
  }
}
