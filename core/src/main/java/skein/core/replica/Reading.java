package skein.core.replica;

import java.util.List;
import java.util.Optional;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;

/// A consistent view of a store. Lists are bounded by `limit`, ordered as said, and begin after the
/// given place, so that nobody needs to hold everything at once.
public interface Reading {
  /// The charter's bytes.
  Bytes charter();

  Identity identity();

  /// Names the span in which orders and local ids are valid.
  String epoch();

  /// How long this replica keeps what only history reads.
  Retention retention();

  List<Branch> branches();

  /// What the first line said of a branch that begins at sequence 1.
  Optional<Origin> origin(int branch);

  /// The changeset that stands on this very branch, not on its parents.
  Optional<StoredChangeset> changeset(int branch, long seq);

  /// By number.
  List<StoredChangeset> log(long afterNumber, int limit);

  /// Changesets whose bodies are not here, by number.
  List<StoredChangeset> gaps(long afterNumber, int limit);

  /// True if some of those bodies were purged.
  boolean hasPurged();

  Optional<StoredRecord> record(RecordKey key);

  Optional<StoredRecord> record(long localId);

  /// The changesets that touched a record after the one with this number (0: all), by number.
  List<StoredChangeset> history(StoredRecord record, long after);

  /// Records of a type, existing or deleted, by local id.
  List<StoredRecord> scan(String type, long afterLocalId, int limit);

  /// Records of which some register holds several values, by local id.
  List<StoredRecord> several(long afterLocalId, int limit);

  /// Records whose order is beyond `order`, by order.
  List<StoredRecord> since(long order, int limit);

  /// The types of all records, sorted.
  List<String> types();
}
