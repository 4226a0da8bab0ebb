package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  @TempDir private Path folder;

  @Test
  void itTellsWhoChangedWhatFromWhatToWhat() {
    Bench here = new Bench(folder, "here");
    Bench there = here.other("there");
    here.skein("init", "-s", "bugs");
    here.skein("create", "ticket", "--id", "T", "status=new", "votes+=1", "tags+=ui");
    there.skein("clone", "here");
    here.skein("update", "1", "status=open", "votes+=2", "-m", "seen");
    there.skein("update", "1", "status=done");
    here.skein("pull", "there");
    here.skein("resolve", "1", "status=done");
    here.skein("undo");
    assertThat(here.skein("history", "1").lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("1 ticket/T"),
            line -> assertThat(line).matches("1 create by here at \\w{8} on \\S+"),
            line -> assertThat(line).isEqualTo("    status: unset -> \"new\""),
            line -> assertThat(line).isEqualTo("    tags: unset -> [\"ui\"]"),
            line -> assertThat(line).isEqualTo("    votes: unset -> 1"),
            line -> assertThat(line).matches("2 update by here at .*  \"seen\""),
            line -> assertThat(line).isEqualTo("    status: \"new\" -> \"open\""),
            line -> assertThat(line).isEqualTo("    votes: 1 -> 3"),
            line -> assertThat(line).startsWith("3 update by there at "),
            line -> assertThat(line).isEqualTo("    status: \"open\" -> \"done\"  ! in conflict"),
            line -> assertThat(line).startsWith("4 update by here at "),
            line -> assertThat(line).isEqualTo("    status: \"done\" -> \"done\""),
            line -> assertThat(line).contains("5 update by here at ", ", undoing "),
            line -> assertThat(line).isEqualTo("    status: \"done\" -> \"open\"  ! in conflict"));
    assertThat(here.skein("history", "1", "--limit", "1", "--json").out())
        .contains("\"undoes\":", "\"property\":\"status\",\"from\":\"done\",\"to\":\"open\"");
  }
}
