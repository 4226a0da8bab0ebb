package skein.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.core.history.Charter;
import skein.server.shape.Doc;

/// Makes a new space.
@Command(
    name = "init",
    description = "Makes a new space in the home, which then owns it.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nWithout -s the space is named after this folder, and the folder is tied to it, so that",
      "-s can be left out here and below. JSON: name, space, replica, home.",
      "%nExamples:",
      "  $ skein init -s bugs",
      "  $ skein init -s orders --granted"
    })
final class Init implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--granted", description = "Only replicas with a grant of the owner may write.")
  private boolean granted;

  @Option(names = "--here", description = "Tie this folder to the space, also with -s.")
  private boolean here;

  Init(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = desk.folder().toAbsolutePath().normalize();
    String named = desk.named();
    boolean tie = here || named == null;
    Path file = folder.resolve(Desk.TIE);
    if (tie && Files.exists(file)) {
      throw new Refusal("this folder is tied to a space already, by " + file);
    }
    Charter.Access access = granted ? Charter.Access.GRANTED : Charter.Access.ANY;
    String name = named == null ? String.valueOf(folder.getFileName()) : named;
    try (OpenSpace space = desk.home().create(name, access)) {
      if (tie) {
        Files.writeString(file, space.entry().id() + "\n");
      }
      if (desk.json()) {
        desk.screen()
            .json(
                new Doc()
                    .put("name", name)
                    .put("space", space.entry().id().toString())
                    .put("replica", space.replica().id().toString())
                    .put("home", desk.home().folder().toString()));
      } else {
        desk.screen().line("made the space '" + name + "' in " + desk.home().folder());
      }
      return Exit.DONE;
    }
  }
}
