package skein.store.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import skein.core.post.PostReading;
import skein.core.post.PostStore;
import skein.testkit.store.PostStoreContract;
import skein.testkit.store.PostStores;

final class SqlitePostStoreTest {
  @TempDir Path folder = Path.of("");

  private record InFiles(Path folder, Map<Integer, Path> files) implements PostStores {
    @Override
    public PostStore create(String epoch) {
      return open(folder.resolve("posts" + files.size() + ".db"), epoch);
    }

    private PostStore open(Path file, String epoch) {
      PostStore store = SqlitePostStore.open(file, epoch);
      files.put(System.identityHashCode(store), file);
      return store;
    }

    @Override
    public PostStore reopen(PostStore store) {
      Path file = files.getOrDefault(System.identityHashCode(store), folder);
      store.close();
      return open(file, "another epoch, that does not count");
    }
  }

  @Test
  void manyMayOpenANewFileAtTheSameMoment() throws Exception {
    int openers = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(openers)) {
      for (int i = 0; i < 100; i++) {
        Path file = folder.resolve("new" + i + ".db");
        CyclicBarrier start = new CyclicBarrier(openers);
        Callable<String> opening =
            () -> {
              start.await();
              try (PostStore store = SqlitePostStore.open(file, "epoch")) {
                return store.read(PostReading::epoch);
              }
            };
        for (Future<String> one : threads.invokeAll(Collections.nCopies(openers, opening))) {
          assertThat(one.get()).isEqualTo("epoch/0");
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> theStoreInAFileKeepsTheContract() {
    return new PostStoreContract(new InFiles(folder, new HashMap<>())).tests();
  }
}
