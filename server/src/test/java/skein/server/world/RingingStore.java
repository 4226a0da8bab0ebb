package skein.server.world;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import skein.core.replica.MemoryStore;
import skein.core.replica.Reading;
import skein.core.replica.Stage;
import skein.core.replica.Store;
import skein.core.replica.Writing;

/// A store in memory that tells whoever listens when something was written.
final class RingingStore implements Store {
  final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final MemoryStore store;

  RingingStore(MemoryStore store) {
    this.store = store;
  }

  @Override
  public <T> T read(Function<Reading, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<Writing, T> work) {
    T result = store.write(work);
    listeners.forEach(Runnable::run);
    return result;
  }

  @Override
  public Stage stage() {
    return store.stage();
  }

  @Override
  public void close() {}
}
