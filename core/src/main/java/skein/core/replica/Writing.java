package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;

/// One transaction of a store. It reads its own writes.
public interface Writing extends Reading {
  void identity(Identity identity);

  void retention(Retention retention);

  /// Begins a replica's chain: a branch that holds nothing yet. `start`: the place before it.
  Branch addRoot(Origin origin, Chain start);

  /// Begins a branch that leaves `parent` after `start` and holds nothing yet.
  Branch addBranch(Branch parent, Chain start);

  /// Appends a line at the end of a branch, which then ends there.
  StoredChangeset append(Branch extended, StoredBody body, @Nullable String voidReason);

  /// Puts another body in the place of one whose hash is the same: lets it go, or fills a gap.
  void replace(StoredChangeset changeset, StoredBody body, @Nullable String voidReason);

  /// Notes that the changeset with this number touched a record: one that fills a gap.
  void touch(StoredRecord stored, long number);

  /// Gives a line its signature.
  void sign(StoredChangeset changeset, Bytes signature);

  /// A new record, touched by the changeset with this number.
  StoredRecord insert(RecordKey key, LiveRecord live, long number);

  /// New live entries of a record, touched by the changeset with this number. New order.
  StoredRecord update(StoredRecord before, LiveRecord live, long number);

  /// Gives a record these live entries and a new order because a reader may see it differently,
  /// though no changeset touched it.
  void reorder(StoredRecord stored);
}
