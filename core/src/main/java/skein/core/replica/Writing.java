package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;

/// One transaction of a store. It reads its own writes.
public interface Writing extends Reading {
  void identity(Identity identity);

  /// Begins a replica's chain: a branch that holds nothing yet. `start`: the place before it.
  Branch addRoot(Origin origin, Chain start);

  /// Begins a branch that leaves `parent` after `start` and holds nothing yet.
  Branch addBranch(Branch parent, Chain start);

  /// Appends a line at the end of a branch, which then ends there.
  StoredChangeset append(Branch extended, Bytes body, @Nullable String voidReason);

  /// Gives a line its signature.
  void sign(StoredChangeset changeset, Bytes signature);

  /// A new record, touched by the changeset with this number.
  StoredRecord insert(RecordKey key, LiveRecord live, long number);

  /// New live entries of a record, touched by the changeset with this number. New order.
  StoredRecord update(StoredRecord before, LiveRecord live, long number);

  /// Gives a record a new order because a reader may see it differently.
  void reorder(StoredRecord stored);
}
