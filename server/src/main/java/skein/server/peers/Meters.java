package skein.server.peers;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.server.hosting.Bounds;
import skein.server.hosting.Hosted;
import skein.server.http.Network;
import skein.server.http.Request;
import skein.sync.exchange.Held;
import skein.sync.posts.Meter;

/// How much each peer has brought of late, over all its exchanges: so that one that floods gains
/// nothing by coming again. Safe for all threads.
public final class Meters {
  /// How many peers are remembered; with one more, the one that was away for longest is not.
  static final int MOST_PEERS = 4096;

  private final SequencedMap<String, Meter> meters = new LinkedHashMap<>();

  private final Bounds bounds;

  /// Nobody has brought anything. `bounds`: how much the spaces take in.
  public Meters(Bounds bounds) {
    this.bounds = bounds;
  }

  /// By what peers are told apart: the name that one was let in by, else its machine, or, where
  /// anybody has as many addresses as they want, its network.
  static String who(Request request) {
    String name = request.caller().peer();
    if (name != null) {
      return "peer " + name;
    }
    return "at " + Network.of(request).name();
  }

  /// What a space brings to an exchange with whoever asks.
  Held held(Hosted space, Request request) {
    return Held.of(space.replica(), space.posts(), of(who(request)))
        .within(bounds.lines(space.replica().space()));
  }

  private synchronized Meter of(String who) {
    Meter meter = meters.remove(who);
    Meter kept = meter == null ? new Meter(() -> System.nanoTime() / 1_000_000) : meter;
    meters.putLast(who, kept);
    if (meters.size() > MOST_PEERS) {
      meters.pollFirstEntry();
    }
    return kept;
  }
}
