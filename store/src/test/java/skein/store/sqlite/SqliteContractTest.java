package skein.store.sqlite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import skein.core.replica.Identity;
import skein.core.replica.Store;
import skein.core.value.Bytes;
import skein.testkit.store.StoreContract;
import skein.testkit.store.Stores;

final class SqliteContractTest {
  @TempDir Path folder = Path.of("");

  private record InFiles(Path folder, Map<Integer, Path> files) implements Stores {
    @Override
    public Store create(Bytes charter, Identity identity, String epoch) {
      Path file = folder.resolve("log" + files.size() + ".db");
      Store store = SqliteStore.create(file, charter, identity, epoch);
      files.put(System.identityHashCode(store), file);
      return store;
    }

    @Override
    public Store reopen(Store store) {
      Path file = files.getOrDefault(System.identityHashCode(store), folder);
      store.close();
      Store again = SqliteStore.open(file);
      files.put(System.identityHashCode(again), file);
      return again;
    }
  }

  @TestFactory
  Stream<DynamicTest> theStoreInAFileKeepsTheContract() {
    return new StoreContract(new InFiles(folder, new HashMap<>())).tests();
  }
}
