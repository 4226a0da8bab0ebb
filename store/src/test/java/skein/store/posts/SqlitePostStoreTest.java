package skein.store.posts;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
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

  @TestFactory
  Stream<DynamicTest> theStoreInAFileKeepsTheContract() {
    return new PostStoreContract(new InFiles(folder, new HashMap<>())).tests();
  }
}
