package skein.server.signin;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import skein.server.hosting.Rate;
import skein.server.http.Handler;
import skein.server.http.Network;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;

/// How often those of one network may try to sign in: each try costs signatures, files or requests
/// of this node, and a guess should cost whoever guesses some time. Safe for all threads.
public final class Knocks {
  /// How many networks are remembered; with one more, the one that was away for longest is not.
  private static final int MOST_NETWORKS = 4_096;

  private final Rate.Often often;
  private final LongSupplier clockMillis;
  // Guarded by this.
  private final SequencedMap<Network, Rate> rates = new LinkedHashMap<>();

  public Knocks(Rate.Often often, LongSupplier clockMillis) {
    this.often = often;
    this.clockMillis = clockMillis;
  }

  /// The same route, for whoever does not try too often.
  Route limited(Route route) {
    return switch (route.handler()) {
      case Handler.Http handler -> route.with(limited(handler)).may(429);
      case Handler.Socket socket -> route;
    };
  }

  /// The same, for whoever does not try too often.
  public Handler.Http limited(Handler.Http handler) {
    return request -> {
      require(request);
      return handler.answer(request);
    };
  }

  private void require(Request request) {
    if (!of(Network.of(request)).take()) {
      throw new Problem(429, "there were too many tries to sign in from your network; wait");
    }
  }

  private synchronized Rate of(Network network) {
    Rate known = rates.remove(network);
    Rate rate = known == null ? new Rate(often, () -> clockMillis.getAsLong() * 1_000_000) : known;
    rates.putLast(network, rate);
    if (rates.size() > MOST_NETWORKS) {
      rates.pollFirstEntry();
    }
    return rate;
  }
}
