package skein.testkit.store;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.post.MemoryPostStore;
import skein.core.post.PostStore;

final class MemoryPostStoreTest {
  private record InMemory() implements PostStores {
    @Override
    public PostStore create(String epoch) {
      return new MemoryPostStore(epoch);
    }

    @Override
    public PostStore reopen(PostStore store) {
      return store;
    }
  }

  @TestFactory
  Stream<DynamicTest> theStoreInMemoryKeepsTheContract() {
    return new PostStoreContract(new InMemory()).tests();
  }
}
