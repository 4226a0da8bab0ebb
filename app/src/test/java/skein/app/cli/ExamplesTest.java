package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every example that the help gives does what it says, in the order in which a person would meet
/// them.
final class ExamplesTest {
  private static final String PROMPT = "  $ skein ";

  @TempDir private Path folder;

  private static List<String> examples(Bench bench, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--help");
    List<String> examples =
        bench.skein(arguments.toArray(new String[0])).lines().stream()
            .filter(line -> line.startsWith(PROMPT))
            .map(line -> line.substring(PROMPT.length()))
            .toList();
    assertThat(examples).as("examples of %s", arguments).isNotEmpty();
    return examples;
  }

  @Test
  void everyExampleOfTheHelpRuns() throws Exception {
    Files.writeString(
        folder.resolve("items.csv"),
        "item code,item description,weight kg\nA1,\"Tent, large\",12.5\nA2,Stove,\n");
    Bench bench = new Bench(Files.createDirectory(folder.resolve("work")), "home");
    Files.copy(folder.resolve("items.csv"), folder.resolve("work/items.csv"));
    Bench other = new Bench(folder, "other-home");
    other.skein("init", "-s", "team");
    String order =
        "init create update attachment type show search history log conflicts undo resolve"
            + " delete purge import export clone retention"
            + " pull push sync peer replica status info backup"
            + " restore verify app";
    List<String> commands = List.of(order.split(" ", -1));
    List<String> serving = List.of("serve", "share", "passkey", "ui");
    assertThat(commands)
        .containsExactlyInAnyOrderElementsOf(
            Commands.all().keySet().stream().filter(name -> !serving.contains(name)).toList());
    for (String command : commands) {
      // What is in a home already is not restored into it.
      Bench at = command.equals("restore") ? bench.other("restored-home") : bench;
      for (String line : examples(bench, command)) {
        Bench.Said said = at.line(line);
        assertThat(said.exitCode()).as("%s%n%s%s", line, said.out(), said.err()).isZero();
      }
    }
  }

  @Test
  void theExamplesOfTheWholeRun() {
    Bench bench = new Bench(folder, "home");
    for (String line : examples(bench)) {
      assertThat(bench.line(line).exitCode()).as(line).isZero();
    }
  }
}
