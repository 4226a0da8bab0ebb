package skein.core.replica;

import java.util.function.Function;

/// Where a replica keeps what it has. Safe for all threads, and for several processes on one store.
/// The contract that every store must keep is `StoreContract` in the testkit.
public interface Store extends AutoCloseable {
  /// Reads from one consistent view.
  <T> T read(Function<Reading, T> work);

  /// Runs one transaction: when it returns, all of it survives a crash and a power cut; when `work`
  /// throws, none of it has happened. One at a time.
  <T> T write(Function<Writing, T> work);

  /// A place for pages that are to be taken in together.
  Stage stage();

  @Override
  void close();
}
