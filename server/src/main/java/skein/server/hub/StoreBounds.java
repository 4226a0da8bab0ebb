package skein.server.hub;

import java.util.Optional;
import skein.core.replica.Found;
import skein.core.replica.ShallowPage;
import skein.core.replica.Snapshot;
import skein.core.value.SpaceId;
import skein.server.hosting.Bounds;
import skein.server.hosting.Bucket;
import skein.server.hosting.Orders;
import skein.server.hosting.PersonalStore;
import skein.sync.blob.HttpBlobs;
import skein.sync.exchange.Bound;

/// Holds the replicas that write in personal stores to the limits of these. Safe for all threads.
public final class StoreBounds implements Bounds {
  /// So many records may have changed since a store was counted, before it is counted anew.
  private static final int MOST_SINCE = 1_000;

  private final Hub hub;
  private final Usages counted = new Usages();

  public StoreBounds(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Bound lines(SpaceId space) {
    return hub.stores()
        .of(space)
        .map(bucket -> (Bound) pages -> objection(bucket, pages))
        .orElse(Bound.NONE);
  }

  @Override
  public long blobBytes(SpaceId space) {
    return hub.stores().of(space).isPresent()
        ? hub.setting().limits().blobBytes()
        : HttpBlobs.MAX_BYTES;
  }

  private Optional<String> objection(Bucket bucket, Iterable<ShallowPage> pages) {
    Optional<PersonalStore> found = hub.stores().find(bucket);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (PersonalStore store = found.get()) {
      return store.replica().read(view -> objection(bucket, pages, view, store));
    }
  }

  /// A store is counted only if it may be full: what it holds at most is known without.
  private Optional<String> objection(
      Bucket bucket, Iterable<ShallowPage> pages, Snapshot view, PersonalStore store) {
    Limits limits = hub.setting().limits();
    Weighing weighing = new Weighing(view, store);
    pages.forEach(page -> page.lines().forEach(weighing::add));
    Optional<String> tooLarge = weighing.tooLarge(limits);
    Usage most = atMost(bucket, view, store).plus(weighing.after());
    if (tooLarge.isPresent() || most.objection(limits, Usage.UNKNOWN).isEmpty()) {
      return tooLarge;
    }
    Usage before = Usage.count(view, store);
    counted.put(bucket, before);
    Usage after = before.minus(weighing.before()).plus(weighing.after());
    return after.objection(limits, before).map(Throwable::getMessage);
  }

  /// What it held when it was counted, and whatever has changed since as if it were new.
  private Usage atMost(Bucket bucket, Snapshot view, PersonalStore store) {
    Usage last = counted.last(bucket);
    if (last.isOf(view.reading().epoch(), last.order())) {
      var since = view.since(last.order(), MOST_SINCE);
      if (since.size() < MOST_SINCE) {
        Usage most = last;
        for (Found found : since) {
          most = most.plus(Usage.size(found.view(), store));
        }
        return most;
      }
    }
    Usage exact = Usage.count(view, store).at(Orders.last(view));
    counted.put(bucket, exact);
    return exact;
  }
}
