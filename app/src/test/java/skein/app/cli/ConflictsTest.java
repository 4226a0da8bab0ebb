package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConflictsTest {
  @TempDir private Path folder;

  /// Two decisions made apart arrive in another order on each side.
  @Test
  void bothSidesTellTheDecisionsInOneOrder() {
    Bench here = new Bench(folder, "here");
    Bench there = here.other("there");
    here.skein("init", "-s", "bugs");
    here.skein("create", "ticket", "--id", "T", "status=new");
    there.skein("clone", "here");
    here.skein("update", "1", "status=open");
    there.skein("update", "1", "status=done");
    here.skein("pull", "there");
    there.skein("pull", "here");
    here.skein("resolve", "1", "status=open");
    there.skein("resolve", "1", "status=done");
    here.skein("pull", "there");
    there.skein("pull", "here");
    String told = here.skein("conflicts", "--json").out();
    assertThat(told).containsOnlyOnce("\"decisions\":[").contains("\"value\":\"done\"");
    assertThat(there.skein("conflicts", "--json").out()).isEqualTo(told);
  }
}
