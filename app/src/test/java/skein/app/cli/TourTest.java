package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tour in README.md does what it shows: every command in order, and exactly the output that
/// stands below it, where `…` stands for anything. A command that is to end with another code than
/// 0 is followed by `echo $?`.
final class TourTest {
  private static final String INDENT = "    ";
  private static final Pattern COMMAND =
      Pattern.compile("(?:SKEIN_HOME=(?<home>\\S+) )?\\./skein (?<words>.*)");

  @TempDir private Path folder;
  private Bench home = new Bench(Path.of(""), "nowhere");
  private int lastCode;

  /// A command as typed, and the lines shown below it.
  private record Step(String typed, List<String> shown) {}

  @Test
  void everyCommandOfTheTourGivesWhatIsShown() throws Exception {
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(15);
    for (int i = 0; i < steps.size(); i++) {
      boolean codeIsShown = i + 1 < steps.size() && steps.get(i + 1).typed().equals("echo $?");
      run(steps.get(i), codeIsShown);
    }
  }

  private static List<Step> steps() throws Exception {
    String page = Files.readString(readme());
    String tour = page.substring(page.indexOf("## A short tour"));
    List<Step> steps = new ArrayList<>();
    for (String line : tour.lines().toList()) {
      if (line.startsWith(INDENT + "$ ")) {
        steps.add(new Step(line.substring(INDENT.length() + 2), new ArrayList<>()));
      } else if (line.startsWith(INDENT) && !steps.isEmpty()) {
        steps.getLast().shown().add(line.substring(INDENT.length()));
      }
    }
    return steps;
  }

  private static Path readme() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("README.md"))) {
      Path above = at.getParent();
      if (above == null) {
        throw new IllegalStateException("no README.md above " + Path.of("").toAbsolutePath());
      }
      at = above;
    }
    return at.resolve("README.md");
  }

  private void run(Step step, boolean codeIsShown) throws Exception {
    Matcher command = COMMAND.matcher(step.typed());
    if (command.matches()) {
      String named = command.group("home");
      Bench.Said said = (named == null ? home : home.other(named)).line(command.group("words"));
      lastCode = said.exitCode();
      assertThat(said.err()).as(step.typed()).isEmpty();
      assertThat(lastCode == 0 || codeIsShown).as("%s ended with %s", step, lastCode).isTrue();
      assertThat(said.out()).as(step.typed()).matches(pattern(step.shown()));
    } else if (step.typed().startsWith("export SKEIN_HOME=")) {
      home = new Bench(folder, step.typed().substring("export SKEIN_HOME=".length()));
    } else if (step.typed().startsWith("cat ")) {
      Files.write(folder.resolve(step.typed().substring("cat ".length())), step.shown());
    } else {
      assertThat(step.typed()).isEqualTo("echo $?");
      assertThat(step.shown()).containsExactly(String.valueOf(lastCode));
    }
  }

  private static Pattern pattern(List<String> shown) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown) {
      for (String part : (line + "\n").splitWithDelimiters("…", 0)) {
        pattern.append(part.equals("…") ? "[^\\n]+" : Pattern.quote(part));
      }
    }
    return Pattern.compile(pattern.toString());
  }
}
