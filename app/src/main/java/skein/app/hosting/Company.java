package skein.app.hosting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import skein.app.home.Address;
import skein.app.home.Exchange;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.app.meeting.Staying;

/// Keeps an app in step with its peers, live, through breaks; each has a thread of its own. Safe
/// for all threads.
final class Company implements AutoCloseable {
  /// How many peers an app is kept in step with at a time.
  private static final int MOST_PEERS = 8;

  /// How long a peer is left alone when this machine failed while it stayed with it.
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /// What is said of a peer that the connection stands with.
  static final String CONNECTED = "connected";

  private static final String NOT_YET = "not met yet";

  private final Home home;
  private final OpenSpace space;
  private final Stores stores;
  private final Exchange exchange;
  private final Runnable changed;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<String, Staying> staying = new ConcurrentHashMap<>();
  private final Map<String, String> states = new ConcurrentHashMap<>();

  /// @param changed is called when a peer comes or goes
  Company(Home home, OpenSpace space, Stores stores, Meeting meeting, Runnable changed) {
    this.home = home;
    this.space = space;
    this.stores = stores;
    this.exchange = new Exchange(home, meeting, space);
    this.changed = changed;
  }

  /// The peers of the app as they stand in the home's book.
  List<SpaceBook.Peer> known() {
    return home.book().of(space.entry().id()).map(SpaceBook.Entry::peers).orElse(List.of());
  }

  /// Stays with the peers that are known by now. Where there are more than may be at a time, one
  /// that cannot be reached makes room for another. One thread at a time.
  void update() {
    List<SpaceBook.Peer> nodes =
        known().stream().filter(peer -> peer.where() instanceof Address.Url).toList();
    List<String> addresses = nodes.stream().map(SpaceBook.Peer::address).toList();
    staying.keySet().stream().filter(address -> !addresses.contains(address)).forEach(this::leave);
    List<SpaceBook.Peer> waiting =
        nodes.stream().filter(peer -> !staying.containsKey(peer.address())).toList();
    if (!waiting.isEmpty() && staying.size() >= MOST_PEERS) {
      staying.keySet().stream().filter(this::isAway).findFirst().ifPresent(this::leave);
    }
    waiting.stream().limit(Math.max(0, MOST_PEERS - staying.size())).forEach(this::stay);
  }

  private boolean isAway(String address) {
    String state = states.getOrDefault(address, NOT_YET);
    return !state.equals(CONNECTED) && !state.equals(NOT_YET);
  }

  private void leave(String address) {
    Staying gone = staying.remove(address);
    if (gone != null) {
      gone.close();
    }
  }

  private void stay(SpaceBook.Peer peer) {
    Staying one = Staying.with(List.of(peer), space, new Telling());
    staying.put(peer.address(), one);
    Thread.ofVirtual().name("peer " + peer.name()).start(() -> await(peer, one));
  }

  /// Whatever ended it before its time, after a while it is begun anew.
  private void await(SpaceBook.Peer peer, Staying one) {
    try {
      try {
        one.await(stores);
      } catch (RuntimeException e) {
        states.put(peer.address(), Refusal.said(e));
        one.close();
        if (!ended.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          staying.remove(peer.address(), one);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How it stands with a peer: [#CONNECTED], or a sentence.
  String state(SpaceBook.Peer peer) {
    return states.getOrDefault(peer.address(), NOT_YET);
  }

  /// The names of those that are connected.
  Set<String> connected() {
    Set<String> names = new TreeSet<>();
    known().stream()
        .filter(peer -> state(peer).equals(CONNECTED))
        .forEach(peer -> names.add(peer.name()));
    return names;
  }

  private final class Telling implements Staying.Told {
    @Override
    public void connected(SpaceBook.Peer peer) {
      states.put(peer.address(), CONNECTED);
      changed.run();
    }

    @Override
    public void broken(SpaceBook.Peer peer, String reason, Duration wait) {
      states.put(peer.address(), reason);
      new AppJoin(home).meetAnew(space.entry().id(), peer);
      changed.run();
    }

    @Override
    public void pulled(SpaceBook.Peer peer, Meeting.Outcome outcome) {
      synchronized (exchange) {
        exchange.pulled(peer, outcome);
      }
      changed.run();
    }

    /// The stores tell of that themselves.
    @Override
    public void posted(SpaceBook.Peer peer, int came) {}
  }

  @Override
  public void close() {
    ended.countDown();
    staying.values().forEach(Staying::end);
    staying.values().forEach(Staying::close);
  }
}
