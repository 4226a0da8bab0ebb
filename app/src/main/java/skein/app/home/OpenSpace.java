package skein.app.home;

import skein.core.replica.Replica;
import skein.core.replica.Store;

/// A space that is open: its replica, and what it is called here. Close it.
public record OpenSpace(SpaceBook.Entry entry, Replica replica, Store store)
    implements AutoCloseable {
  /// What the space is called here.
  public String name() {
    return entry.name();
  }

  @Override
  public void close() {
    store.close();
  }
}
