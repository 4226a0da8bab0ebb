package skein.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {
  private static final int TIMES = 200;

  @TempDir private Path folder;

  private int add(HomeLock lock) throws IOException {
    Path count = folder.resolve("count");
    for (int i = 0; i < TIMES; i++) {
      lock.locked(
          folder.resolve("lock"),
          () -> Files.writeString(count, (Integer.parseInt(Files.readString(count)) + 1) + ""));
    }
    return TIMES;
  }

  @Test
  void whoHasTheSameHomeByAnotherObjectTakesTurnsToo() throws Exception {
    Files.writeString(folder.resolve("count"), "0");
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      HomeLock own = new HomeLock();
      all.add(() -> add(own));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> each : threads.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(TIMES);
      }
    }
    assertThat(Files.readString(folder.resolve("count"))).isEqualTo(4 * TIMES + "");
  }
}
