package skein.core.replica;

import java.util.Iterator;
import skein.core.value.Bytes;

/// Keeps the pages of a transfer aside, outside every transaction, until all have come. What is not
/// used is gone when it is closed, or with the process. Confined to one thread.
public interface Stage extends AutoCloseable {
  void add(Bytes page);

  /// The pages in the order in which they came.
  Iterator<Bytes> pages();

  @Override
  void close();
}
