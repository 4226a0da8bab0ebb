package skein.testkit.store;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Store;
import skein.core.value.Bytes;

final class MemoryStoreTest {
  private record InMemory() implements Stores {
    @Override
    public Store create(Bytes charter, Identity identity, String epoch) {
      return new MemoryStore(charter, identity, epoch);
    }

    @Override
    public Store reopen(Store store) {
      return store;
    }
  }

  @TestFactory
  Stream<DynamicTest> theStoreInMemoryKeepsTheContract() {
    return new StoreContract(new InMemory()).tests();
  }
}
