package skein.testkit.sync;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import skein.core.post.MemoryPostStore;
import skein.core.post.PostReading;
import skein.core.post.PostStore;
import skein.core.post.PostWriting;

/// Posts in memory that call whoever listens after each transaction that changed them.
final class RingingPosts implements PostStore {
  final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final PostStore store = new MemoryPostStore("epoch");

  @Override
  public <T> T read(Function<PostReading, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<PostWriting, T> work) {
    long before = store.read(PostReading::lastOrder);
    T result = store.write(work);
    if (store.read(PostReading::lastOrder) != before) {
      listeners.forEach(Runnable::run);
    }
    return result;
  }

  @Override
  public void close() {
    store.close();
  }
}
