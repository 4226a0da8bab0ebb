package skein.server.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import skein.server.hosting.Bucket;
import skein.server.hosting.Rate;
import skein.server.http.Problem;

/// How often each store may be asked, and how much it may be sent. Safe for all threads.
final class Rates {
  /// Of how many stores it is remembered.
  private static final int MOST_KNOWN = 10_000;

  /// What is sent is counted in such pieces, in bytes.
  private static final int PIECE_BYTES = 1 << 10;

  /// Within so many seconds no more is sent than a store holds, and something more: what is
  /// replaced stays on the disk for some minutes.
  private static final int TIDE_SECONDS = 1_200;

  private static final long MORE_BYTES = 32L << 20;

  private final Rate.Often requests;
  private final Rate.Often pieces;
  // Guarded by this; the least recently used first.
  private final Map<Bucket, Pair> known = new LinkedHashMap<>();

  Rates(Limits limits) {
    long most = (2 * limits.bytes() + MORE_BYTES) / PIECE_BYTES;
    int burst = (int) Math.min(Integer.MAX_VALUE, most);
    this.requests = limits.requests();
    this.pieces = new Rate.Often(burst, Math.max(1, burst / TIDE_SECONDS));
  }

  private record Pair(Rate requests, Rate pieces) {}

  private synchronized Pair of(Bucket bucket) {
    Pair last = known.remove(bucket);
    Pair pair =
        last == null
            ? new Pair(new Rate(requests, System::nanoTime), new Rate(pieces, System::nanoTime))
            : last;
    known.put(bucket, pair);
    if (known.size() > MOST_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
    return pair;
  }

  /// A request comes for a store.
  ///
  /// @throws Problem 429 if there were too many
  void request(Bucket bucket) {
    if (!of(bucket).requests().take()) {
      throw new Problem(
          429, "this store is asked more than " + requests.aSecond() + " times a second; wait");
    }
  }

  /// So much is sent to a store.
  ///
  /// @throws Problem 429 if that is too much
  void sent(Bucket bucket, int bytes) {
    if (!of(bucket).pieces().take(bytes / PIECE_BYTES + 1)) {
      throw new Problem(429, "too much was sent to this store within minutes; wait");
    }
  }
}
