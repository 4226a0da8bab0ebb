package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResolveDialogTest {
  @TempDir private Path folder;
  private Bench here = new Bench(Path.of(""), "here");
  private Bench there = here;

  /// Two records: of T the status is in conflict, U was deleted there and changed here.
  @BeforeEach
  void twoConflicts() {
    here = new Bench(folder, "here");
    there = here.other("there");
    here.skein("init", "-s", "bugs");
    here.skein("create", "ticket", "--id", "T", "status=new");
    here.skein("create", "ticket", "--id", "U", "status=new");
    there.skein("clone", "here");
    here.skein("update", "ticket/T", "status=open");
    here.skein("update", "ticket/U", "status=open");
    there.skein("update", "ticket/T", "status=done");
    there.skein("delete", "ticket/U");
    here.skein("pull", "there");
  }

  @Test
  void eachCandidateIsShownWithWhoAndWhenAndTheNumbersSettleThem() {
    Bench.Said said = here.asked(List.of("9", "2", "2"), "resolve");
    assertThat(said.out())
        .contains("1 ticket/T", "status: \"open\"  by here at ", "status: \"done\"  by there at ")
        .contains(", replaced \"new\"", "'9' is none of the numbers above", "record: deleted");
    assertThat(said.exitCode()).isZero();
    assertThat(here.skein("conflicts").exitCode()).isZero();
    assertThat(here.skein("show", "1").out()).contains("status: done");
  }

  @Test
  void aValueOfOnesOwnSettlesItToo() {
    here.asked(List.of("=\"later\""), "resolve", "1", "-m", "as agreed");
    assertThat(here.skein("show", "1").out()).contains("status: later");
    assertThat(here.skein("log", "--limit", "1").out()).contains("as agreed");
  }

  @Test
  void whatIsSkippedStaysOpenAndAskingEndsWithTheInput() {
    Bench.Said said = here.asked(List.of("s"), "resolve");
    assertThat(said.exitCode()).isEqualTo(Exit.OPEN);
    assertThat(said.out()).contains("2 record(s) still in open conflict");
    assertThat(here.skein("log", "--limit", "1").out()).doesNotContain("resolved");
  }

  @Test
  void earlierDecisionsAreToldWhenTheyMeet() {
    here.skein("resolve", "1", "status=open");
    there.skein("pull");
    there.skein("update", "ticket/T", "status=closed");
    here.skein("update", "ticket/T", "status=reopened");
    here.skein("pull");
    Bench.Said said = here.asked(List.of("q"), "resolve", "1");
    assertThat(said.out()).contains("decided before: \"open\"  by here at ");
    assertThat(said.exitCode()).isEqualTo(Exit.OPEN);
  }

  @Test
  void withoutATerminalNothingIsAsked() {
    Bench.Said said = here.skein("resolve", "1");
    assertThat(said.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("say which record, and what becomes of it");
  }
}
