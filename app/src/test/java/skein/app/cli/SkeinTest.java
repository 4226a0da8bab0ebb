package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkeinTest {
  @TempDir private Path folder;
  private Bench bench = new Bench(Path.of(""), "home");

  @BeforeEach
  void atABench() {
    bench = new Bench(folder, "home");
  }

  @Test
  void theVersionIsAnAnswer() {
    Bench.Said said = bench.skein("--version");
    assertThat(said.exitCode()).isZero();
    assertThat(said.out()).startsWith("skein ");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void theHelpIsAnAnswer() {
    Bench.Said said = bench.skein("--help");
    assertThat(said.exitCode()).isZero();
    assertThat(said.out()).startsWith("Usage: skein");
  }

  @Test
  void noCommandIsAMistakeOfTheCaller() {
    Bench.Said said = bench.skein();
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("a command is missing");
  }

  @Test
  void anUnknownCommandIsNamed() {
    Bench.Said said = bench.skein("frobnicate");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).contains("frobnicate");
  }

  @Test
  void anEmptyHomeSaysHowToBegin() {
    Bench.Said said = bench.skein("search", "ticket");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("there is no space in the home").contains("skein init -s NAME");
  }

  @Test
  void anUnknownTypeIsAnsweredWithThoseThatAre() {
    bench.skein("init", "-s", "bugs");
    assertThat(bench.skein("search", "ticket").err()).contains("'ticket'; types: none yet");
    bench.skein("create", "ticket", "summary=crash");
    for (String command : new String[] {"search", "export"}) {
      Bench.Said said = bench.skein(command, "tickets");
      assertThat(said.exitCode()).isZero();
      assertThat(said.out()).isEmpty();
      assertThat(said.err()).contains("no records of type 'tickets'; types: ticket");
    }
  }

  @Test
  void whatTheDiskSaysIsToldInWords() {
    bench.skein("init", "-s", "bugs");
    Bench.Said said = bench.skein("backup", "nowhere/bugs.skein-backup");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("there is no folder").doesNotContain("Exception");
  }

  @Test
  void anUnknownSpaceIsAnsweredWithThoseThatAre() {
    bench.skein("init", "-s", "bugs");
    Bench.Said said = bench.skein("-s", "bogs", "info");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("there is no space 'bogs'").contains("it has: bugs");
  }

  @Test
  void aFolderThatIsTiedToASpaceNeedsNoName() {
    assertThat(bench.skein("init", "-s", "one").exitCode()).isZero();
    assertThat(bench.skein("init", "-s", "two", "--here").exitCode()).isZero();
    assertThat(bench.skein("info").out()).startsWith("name: two");
  }

  @Test
  void aRefusedChangeWritesNothingAndSaysWhy() {
    bench.skein("init", "-s", "bugs");
    bench.skein("type", "ticket", "status", "allowed=[\"new\",\"open\"]");
    Bench.Said said = bench.skein("create", "ticket", "status=odd");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).isEqualTo("skein: status is \"odd\", allowed are \"new\", \"open\"\n");
    assertThat(bench.skein("search", "ticket").out()).isEmpty();
  }

  @Test
  void numbersCountAndTextsAreElementsUnlessTheTypeSaysOtherwise() {
    bench.skein("init", "-s", "shop");
    bench.skein("type", "item", "codes", "form=set");
    bench.skein("create", "item", "--id", "A", "stock=10", "stock-=3", "tags+=new", "codes+=12");
    bench.skein("update", "item/A", "stock+=5", "tags+=fragile", "tags-=new", "name:=12");
    assertThat(bench.skein("search", "item", "--json").out())
        .contains(
            "\"values\":{\"codes\":[\"12\"],\"name\":\"12\",\"stock\":12,\"tags\":[\"fragile\"]}");
  }

  @Test
  void anUndoneDeleteShowsTheRecordAgain() {
    bench.skein("init", "-s", "bugs");
    bench.skein("create", "ticket", "--id", "T", "summary=Crash");
    bench.skein("delete", "ticket/T");
    assertThat(bench.skein("search", "ticket").out()).isEmpty();
    assertThat(bench.skein("undo").out()).isEqualTo("took back 1 ticket/T\n");
    assertThat(bench.skein("show", "1").out()).isEqualTo("1 ticket/T\n  summary: Crash\n");
  }

  @Test
  void whatTwoHomesWroteApartIsListedAndSettledForBoth() {
    Bench there = bench.other("there");
    bench.skein("init", "-s", "bugs");
    bench.skein("create", "ticket", "--id", "T", "status=new");
    assertThat(there.skein("clone", "home").exitCode()).isZero();
    bench.skein("update", "ticket/T", "status=open");
    there.skein("update", "ticket/T", "status=done");
    there.skein("pull");
    bench.skein("pull", "there");
    Bench.Said here = bench.skein("conflicts", "--json");
    assertThat(here.exitCode()).isEqualTo(Exit.OPEN);
    assertThat(there.skein("conflicts", "--json").out()).isEqualTo(here.out());
    assertThat(here.out()).contains("\"author\":\"home\"").contains("\"replaced\":[\"new\"]");
    assertThat(bench.skein("resolve", "1", "--take", "1").exitCode()).isZero();
    there.skein("pull");
    assertThat(there.skein("conflicts").exitCode()).isZero();
    assertThat(there.skein("show", "1").out()).isEqualTo(bench.skein("show", "1").out());
  }

  @Test
  void valuesCannotSteerTheTerminal() {
    bench.skein("init", "-s", "bugs");
    bench.skein("create", "ticket", "--id", "T", "summary=\u001b[2Jgone\u009b");
    assertThat(bench.skein("show", "1").out()).contains("\\u001b[2Jgone\\u009b");
  }
}
