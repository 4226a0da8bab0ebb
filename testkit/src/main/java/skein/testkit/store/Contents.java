package skein.testkit.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Reading;
import skein.core.replica.Retention;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.value.Bytes;

/// Everything that a reading tells, by every way in which it can be asked.
record Contents(
    Bytes charter,
    Identity identity,
    String epoch,
    Retention retention,
    List<StoredChangeset> gaps,
    boolean hasPurged,
    List<Branch> branches,
    List<Optional<Origin>> origins,
    List<StoredChangeset> log,
    List<Optional<StoredChangeset>> byPlace,
    List<StoredRecord> byOrder,
    List<StoredRecord> several,
    Map<String, List<StoredRecord>> scans,
    List<Optional<StoredRecord>> byKey,
    List<Optional<StoredRecord>> byLocalId,
    Map<Long, List<StoredChangeset>> histories) {

  /// Reads all of it, lists by pages of `limit`.
  static Contents of(Reading reading, int limit) {
    List<StoredChangeset> log = pages(StoredChangeset::number, after -> reading.log(after, limit));
    List<StoredRecord> byOrder = pages(StoredRecord::order, after -> reading.since(after, limit));
    Map<String, List<StoredRecord>> scans = new LinkedHashMap<>();
    for (String type : reading.types()) {
      scans.put(type, pages(StoredRecord::localId, after -> reading.scan(type, after, limit)));
    }
    Map<Long, List<StoredChangeset>> histories = new LinkedHashMap<>();
    byOrder.forEach(stored -> histories.put(stored.localId(), reading.history(stored, 0)));
    return new Contents(
        reading.charter(),
        reading.identity(),
        reading.epoch(),
        reading.retention(),
        pages(StoredChangeset::number, after -> reading.gaps(after, limit)),
        reading.hasPurged(),
        reading.branches(),
        reading.branches().stream().map(branch -> reading.origin(branch.id())).toList(),
        log,
        log.stream().map(one -> reading.changeset(one.branch(), one.place().seq())).toList(),
        byOrder,
        pages(StoredRecord::localId, after -> reading.several(after, limit)),
        scans,
        byOrder.stream().map(stored -> reading.record(stored.key())).toList(),
        byOrder.stream().map(stored -> reading.record(stored.localId())).toList(),
        histories);
  }

  private static <T> List<T> pages(ToLongFunction<T> place, LongFunction<List<T>> read) {
    List<T> all = new ArrayList<>();
    long after = 0;
    for (List<T> page = read.apply(after); !page.isEmpty(); page = read.apply(after)) {
      all.addAll(page);
      after = place.applyAsLong(page.getLast());
    }
    return all;
  }
}
