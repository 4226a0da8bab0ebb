package skein.testkit.store;

import skein.core.replica.Identity;
import skein.core.replica.Store;
import skein.core.value.Bytes;

/// How the contract gets stores of the kind that it tests.
public interface Stores {
  /// A new, empty store, independent of all others. The contract closes it.
  Store create(Bytes charter, Identity identity, String epoch);

  /// Closes the store and opens it again; gives back the same one where a store ends with its
  /// process.
  Store reopen(Store store);
}
