package skein.server.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import skein.server.hosting.Bucket;
import skein.server.hosting.Rate;
import skein.server.http.Problem;

/// How often each store may be asked. Safe for all threads.
final class Rates {
  /// Of how many stores it is remembered how often they were asked.
  private static final int MOST_KNOWN = 10_000;

  private final Rate.Often often;
  // Guarded by this; the least recently used first.
  private final Map<Bucket, Rate> known = new LinkedHashMap<>();

  Rates(Rate.Often often) {
    this.often = often;
  }

  /// @throws Problem 429 if the store has been asked too often
  synchronized void take(Bucket bucket) {
    Rate last = known.remove(bucket);
    Rate rate = last == null ? new Rate(often, System::nanoTime) : last;
    known.put(bucket, rate);
    if (known.size() > MOST_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
    if (!rate.take()) {
      throw new Problem(
          429, "this store is asked more than " + often.aSecond() + " times a second; wait");
    }
  }
}
