package skein.server.peers;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.server.hosting.Hosted;
import skein.server.http.Caller;
import skein.sync.exchange.Held;
import skein.sync.posts.Meter;

/// How much each peer has brought of late, over all its exchanges: so that one that floods gains
/// nothing by coming again. Those that have no name share one. Safe for all threads.
public final class Meters {
  /// How many peers are remembered; with one more, the one that was away for longest is not.
  static final int MOST_PEERS = 4096;

  private final SequencedMap<String, Meter> meters = new LinkedHashMap<>();

  /// Nobody has brought anything.
  public Meters() {}

  /// What a space brings to an exchange with this caller.
  Held held(Hosted space, Caller caller) {
    return Held.of(space.replica(), space.posts(), of(caller));
  }

  private synchronized Meter of(Caller caller) {
    String who = caller.peer() == null ? "" : caller.peer();
    Meter meter = meters.remove(who);
    Meter kept = meter == null ? new Meter(() -> System.nanoTime() / 1_000_000) : meter;
    meters.putLast(who, kept);
    if (meters.size() > MOST_PEERS) {
      meters.pollFirstEntry();
    }
    return kept;
  }
}
