package skein.app.hosting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.app.home.AppBook;
import skein.app.home.AppLimits;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.core.value.SpaceId;
import skein.server.hosting.App;
import skein.server.hosting.Apps;
import skein.store.tables.Queries;

/// The apps of a home, hosted from [#start] to [#close]. What other processes do to the home's
/// books is noticed within a second. Safe for all threads.
public final class HomeApps implements Apps, AutoCloseable {
  /// Stands in place of a peer's address for what hinders an app on this machine.
  private static final String HERE = "here";

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// How long somebody who asks for an app that is being joined waits for it.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Home home;
  private final Tools tools;
  private final Consumer<String> told;
  private final Consumer<SpaceId> left;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final Map<SpaceId, HostedApp> running = new LinkedHashMap<>();
  private final Map<SpaceId, Map<String, String>> reasons = new LinkedHashMap<>();
  private final Set<SpaceId> asking = new HashSet<>();
  private final Set<SpaceId> ending = new HashSet<>();
  private boolean closed;
  private boolean urgent;
  private final Publicity publicity;
  private final Thread keeper;

  /// What hosting an app takes.
  record Tools(Stores stores, Meeting meeting, Queries queries, Semaphore miners) {}

  private HomeApps(Home home, Tools tools, Consumer<String> told, Consumer<SpaceId> left) {
    this.home = home;
    this.tools = tools;
    this.told = told;
    this.publicity = new Publicity(home, told);
    this.left = left;
    this.keeper = Thread.ofVirtual().name("apps").unstarted(this::keep);
  }

  /// Begins to host the apps of a home.
  ///
  /// @param told takes sentences for whoever runs the node
  /// @param left is told of each app that is hosted no longer, before it is deleted
  public static HomeApps start(
      Home home, Stores stores, Meeting meeting, Consumer<String> told, Consumer<SpaceId> left) {
    Semaphore miners = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    Tools tools = new Tools(stores, meeting, Queries.start(), miners);
    HomeApps apps = new HomeApps(home, tools, told, left);
    apps.host();
    apps.keeper.start();
    return apps;
  }

  private void keep() {
    try {
      String trouble = "";
      while (rest()) {
        trouble = round(trouble);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One round. Whatever fails in it, the next one tries again. What failed, which is told unless
  /// it is what failed `before`; empty if nothing did.
  private String round(String before) {
    try {
      host();
      pending().forEach(app -> ask(app.id()));
      publish();
      return "";
    } catch (RuntimeException e) {
      String trouble = Refusal.said(e);
      if (!trouble.equals(before)) {
        told.accept("the apps of this home: " + trouble + "; it is tried again every second");
      }
      return trouble;
    }
  }

  /// Waits a while, or until something is urgent; false at the end.
  private boolean rest() throws InterruptedException {
    lock.lock();
    try {
      long rest = LOOK.toNanos();
      while (!closed && !urgent && rest > 0) {
        rest = changed.awaitNanos(rest);
      }
      urgent = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// Apps to be joined, of which there is no space yet, and somebody to ask.
  private List<AppBook.Entry> pending() {
    SpaceBook book = home.book();
    return home.apps().apps().stream()
        .filter(app -> book.of(app.id()).isEmpty() && !app.peers().isEmpty())
        .toList();
  }

  /// Asks the peers of one app, on a thread of its own: some may be slow to answer, or gone.
  private void ask(SpaceId id) {
    lock.lock();
    try {
      if (closed || !asking.add(id)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("join " + id).start(() -> join(id));
  }

  private void join(SpaceId id) {
    Map<String, String> why;
    try {
      why = new AppJoin(home).ask(id).reasons();
    } catch (RuntimeException e) {
      why = Map.of(HERE, Refusal.said(e));
    }
    lock.lock();
    try {
      reasons.put(id, why);
      asking.remove(id);
      urgent |= home.book().of(id).isPresent();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Hosts every app whose space is here, and no other.
  private void host() {
    for (Hosting gone = look(); gone != null; gone = look()) {
      try {
        end(gone);
      } finally {
        ended(gone.id());
      }
    }
  }

  /// An app that is hosted.
  private record Hosting(SpaceId id, HostedApp app) {}

  /// Hosts every app whose space is here; one that is hosted without is taken out, to be ended. The
  /// book is read under the lock: by an older one, what somebody else has just begun to host would
  /// be ended again.
  private @Nullable Hosting look() {
    lock.lock();
    try {
      Set<SpaceId> gone = new LinkedHashSet<>(running.keySet());
      for (SpaceBook.Entry entry : home.book().spaces()) {
        if (home.hasPosts(entry.id())) {
          gone.remove(entry.id());
          host(entry);
        }
      }
      return gone.isEmpty() ? null : beginToEnd(gone.iterator().next());
    } finally {
      lock.unlock();
    }
  }

  /// Not under the lock: it waits for what the app is doing, which may ask others.
  private void end(Hosting gone) {
    gone.app().close();
    left.accept(gone.id());
  }

  private void ended(SpaceId id) {
    lock.lock();
    try {
      ending.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /// One that cannot be opened hinders no other; it is tried again in the next round.
  private void host(SpaceBook.Entry entry) {
    if (closed || running.containsKey(entry.id()) || ending.contains(entry.id())) {
      return;
    }
    try {
      running.put(entry.id(), new HostedApp(home, home.open(entry), tools).start());
      changed.signalAll();
    } catch (RuntimeException e) {
      reasons.put(entry.id(), Map.of(HERE, Refusal.said(e)));
    }
  }

  @Override
  public void onPublic(Doors doors) {
    publicity.through(doors);
    publish();
  }

  private void publish() {
    Map<SpaceId, Integer> ports = new LinkedHashMap<>();
    for (AppBook.Entry app : home.apps().apps()) {
      Long port = app.port();
      if (port != null && hosted(app.id()) != null) {
        ports.put(app.id(), port.intValue());
      }
    }
    if (!isClosed()) {
      publicity.open(ports);
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable HostedApp hosted(SpaceId id) {
    lock.lock();
    try {
      return running.get(id);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<App> find(SpaceId id) {
    HostedApp here = hosted(id);
    if (here != null) {
      return Optional.of(here);
    }
    if (home.book().of(id).isPresent()) {
      host();
      return Optional.ofNullable(hosted(id));
    }
    return home.apps().of(id).isPresent()
        ? Optional.of(new ComingApp(() -> awaited(id)))
        : Optional.empty();
  }

  /// Waits for an app that is being joined.
  private Optional<HostedApp> awaited(SpaceId id) {
    long rest = PATIENCE.toNanos();
    lock.lock();
    try {
      while (!running.containsKey(id) && !closed && rest > 0) {
        rest = changed.awaitNanos(rest);
      }
      return Optional.ofNullable(running.get(id));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Card> all() {
    host(); // also what another process made just now
    List<HostedApp> hosted;
    lock.lock();
    try {
      hosted = List.copyOf(running.values());
    } finally {
      lock.unlock();
    }
    List<Card> cards = new ArrayList<>();
    hosted.forEach(app -> cards.add(app.card(publicity::trouble)));
    pending().forEach(app -> cards.add(card(app)));
    for (SpaceBook.Entry entry : home.book().spaces()) {
      if (home.hasPosts(entry.id())
          && cards.stream().noneMatch(card -> card.id().equals(entry.id()))) {
        cards.add(card(AppBook.Entry.of(entry.id()).named(entry.name())));
      }
    }
    cards.sort(Comparator.comparing(Card::name));
    return cards;
  }

  private Card card(AppBook.Entry app) {
    Map<String, String> why;
    lock.lock();
    try {
      why = reasons.getOrDefault(app.id(), Map.of());
    } finally {
      lock.unlock();
    }
    String given = app.name();
    String name = given == null ? new AppJoin(home).free(app.id()) : given;
    List<Peer> peers = new ArrayList<>();
    app.peers().forEach(peer -> peers.add(new Peer(peer, why.getOrDefault(peer, "not met yet"))));
    if (why.containsKey(HERE)) {
      peers.add(new Peer(HERE, why.getOrDefault(HERE, "")));
    }
    return new Card(
        app.id(),
        name,
        name,
        false,
        new Size(0, 0, 0),
        new Progress(0, 0),
        false,
        peers,
        new AppLink(app.id(), app.peers()).text(),
        null);
  }

  @Override
  public SpaceId create(Wish wish) {
    Long bytes = wish.bytes();
    Long effort = wish.effort();
    AppLimits usual = AppLimits.DEFAULT;
    AppLimits limits =
        new AppLimits(
            bytes == null ? usual.bytes() : bytes,
            usual.fileBytes(),
            effort == null ? usual.effort() : effort);
    if (limits.bytes() < 0 || limits.effort() < 1 || limits.effort() > Posting.MOST_EFFORT) {
      throw new IllegalArgumentException(
          "max_size is at least 0, effort 1 to " + Posting.MOST_EFFORT);
    }
    return mistaken(
        () -> {
          SpaceId id = new AppCreation(home).create(wish.name(), limits);
          host();
          return id;
        });
  }

  private interface Work<T> {
    T run();
  }

  /// What a home refuses, whoever asked got wrong.
  private static <T> T mistaken(Work<T> work) {
    try {
      return work.run();
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.sentence(), refusal);
    }
  }

  @Override
  public void join(SpaceId id, Joining joining) {
    mistaken(
        () -> {
          new AppJoin(home).remember(new AppLink(id, joining.peers()), joining.name());
          hurry();
          return id;
        });
  }

  @Override
  public boolean addPeer(SpaceId id, String address) {
    AppLink link = new AppLink(id, List.of(address));
    boolean known = home.book().of(id).isPresent() || home.apps().of(id).isPresent();
    if (known) {
      join(id, new Joining(null, link.at()));
      HostedApp here = hosted(id);
      if (here != null) {
        here.ring();
      }
    }
    return known;
  }

  private void hurry() {
    lock.lock();
    try {
      urgent = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean leave(SpaceId id) {
    boolean known = home.book().of(id).isPresent() || home.apps().of(id).isPresent();
    mistaken(
        () -> {
          AppLeave.requireLeavable(home, id);
          Hosting here = beginToEnd(id);
          try {
            if (here != null) {
              end(here);
            }
            AppLeave.leave(home, id);
          } finally {
            ended(id);
          }
          return id;
        });
    return known;
  }

  /// Until it has ended, nobody begins to host it anew.
  private @Nullable Hosting beginToEnd(SpaceId id) {
    lock.lock();
    try {
      if (!ending.add(id)) {
        throw new Refusal("this app is being left already");
      }
      HostedApp here = running.remove(id);
      return here == null ? null : new Hosting(id, here);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<HostedApp> all;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      all = List.copyOf(running.values());
      running.clear();
    } finally {
      lock.unlock();
    }
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(HostedApp::close);
    tools.queries().close();
  }
}
