package skein.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skein.app.Wiring;
import skein.app.home.Home;
import skein.app.view.Pace;
import skein.app.view.Screen;

/// A working place for tests of the command line: real stores in a folder, no terminal.
public final class Bench {
  private final Path folder;
  private final String home;

  /// What a command line said and how it ended.
  public record Said(int exitCode, String out, String err) {
    /// The lines of what it said.
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /// Runs in `folder`, with its home in the folder `home` there.
  public Bench(Path folder, String home) {
    this.folder = folder;
    this.home = home;
  }

  /// The same folder with another home.
  Bench other(String otherHome) {
    return new Bench(folder, otherHome);
  }

  /// Where the home lies.
  public Path homeFolder() {
    return folder.resolve(home);
  }

  /// The home itself.
  public Home home() {
    return setting().home();
  }

  /// Where the command line runs here, with nobody to look on.
  Setting setting() {
    StringWriter nowhere = new StringWriter();
    return setting(List.of(), false, nowhere, nowhere);
  }

  /// What a command line of these words says.
  public Said skein(String... arguments) {
    return answering(List.of(), false, arguments);
  }

  /// The same on a terminal, by a person who types these answers and then ends the input.
  Said asked(List<String> answers, String... arguments) {
    return answering(answers, true, arguments);
  }

  private Setting setting(
      List<String> answers, boolean terminal, StringWriter out, StringWriter err) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SKEIN_HOME", homeFolder().toString());
    environment.put("SKEIN_AUTHOR", home);
    Iterator<String> typed = answers.iterator();
    Screen.Keyboard keyboard =
        prompt -> typed.hasNext() ? Optional.of(typed.next()) : Optional.empty();
    Screen screen =
        new Screen(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            terminal ? Optional.of(keyboard) : Optional.empty(),
            new Pace(() -> 0));
    return Wiring.setting(screen, folder, environment);
  }

  private Said answering(List<String> answers, boolean terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Skein.run(setting(answers, terminal, out, err), arguments);
    return new Said(code, out.toString(), err.toString());
  }

  /// The same for a line as typed in a shell, with its quotes.
  Said line(String line) {
    return skein(words(line).toArray(new String[0]));
  }

  /// Splits a line at blanks outside quotes; quotes go away.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = ' ';
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (quote != ' ' && letter == quote) {
        quote = ' ';
      } else if (quote == ' ' && (letter == '\'' || letter == '"')) {
        quote = letter;
        open = true;
      } else if (quote == ' ' && letter == ' ') {
        if (open) {
          words.add(word.toString());
        }
        word.setLength(0);
        open = false;
      } else {
        word.append(letter);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }
}
