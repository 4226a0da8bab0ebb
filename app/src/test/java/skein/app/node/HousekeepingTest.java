package skein.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.cli.Bench;
import skein.app.home.OpenSpace;
import skein.core.replica.Retention;

final class HousekeepingTest {
  @TempDir private Path folder;

  private static void retain(Bench bench, Retention retention) {
    try (OpenSpace space = bench.home().open(bench.home().book().spaces().getFirst())) {
      space.replica().retain(retention);
    }
  }

  private static long once(Bench bench) {
    return Housekeeping.once(bench.home(), said -> assertThat(said).isEmpty());
  }

  @Test
  void aNodeForgetsWhatHasGrownOldButNothingOfWhoKeepsAll() {
    Bench bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    bench.skein("create", "ticket", "status=first");
    bench.skein("update", "1", "status=second");
    assertThat(once(bench)).isZero();
    retain(bench, new Retention(3_600_000));
    assertThat(once(bench)).isZero();
    retain(bench, Retention.LATEST);
    assertThat(once(bench)).isEqualTo(1);
    assertThat(once(bench)).isZero();
    assertThat(bench.skein("show", "1").out()).contains("second");
  }
}
