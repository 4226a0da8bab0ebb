package skein.server.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import skein.core.replica.Snapshot;
import skein.server.hosting.Bucket;
import skein.server.hosting.Orders;
import skein.server.hosting.PersonalStore;

/// How much the stores hold that were written to lately. What is noted is not believed unless the
/// store stands at its order: those that others wrote to, or that were not written to in the end,
/// are counted anew. Safe for all threads.
final class Usages {
  /// Of how many stores it is remembered.
  private static final int MOST_KNOWN = 1_024;

  // Guarded by this; the least recently used first.
  private final Map<Bucket, Usage> known = new LinkedHashMap<>();

  Usage of(Bucket bucket, Snapshot view, PersonalStore store) {
    Usage last = last(bucket);
    return last.isOf(view.reading().epoch(), Orders.last(view)) ? last : Usage.count(view, store);
  }

  synchronized Usage last(Bucket bucket) {
    return known.getOrDefault(bucket, Usage.UNKNOWN);
  }

  synchronized void forget(Bucket bucket) {
    known.remove(bucket);
  }

  synchronized void put(Bucket bucket, Usage usage) {
    known.remove(bucket);
    known.put(bucket, usage);
    if (known.size() > MOST_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
