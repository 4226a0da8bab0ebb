package skein.app.home;

import java.nio.file.Path;
import skein.core.replica.Identity;
import skein.core.replica.Store;
import skein.core.value.Bytes;

/// Makes and opens the files that spaces are kept in. Port; [skein.app.Wiring] has the adapter.
public interface Stores {
  /// A new store for the space of this charter.
  Store create(Path file, Bytes charter, Identity identity, String epoch);

  /// An existing store, to read and write.
  Store open(Path file);

  /// An existing store of somebody else, which is never written to.
  Store openReadOnly(Path file);

  /// Calls `listener` soon after each change of a store that stands open, by whichever process,
  /// until what it returns is closed.
  Watch onChange(Store open, Runnable listener);

  /// Ends the calls.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
