package skein.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.home.Archive;
import skein.app.home.OpenSpace;
import skein.core.history.Charter;
import skein.server.shape.Doc;

/// Makes a replica of what a backup holds.
@Command(
    name = "restore",
    description = "Makes a replica of the space that a backup holds.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nIt is a new replica with an identity of its own, so the one that was backed up may live",
      "on; what others have written since then comes with the next pull. Where a replica of the",
      "space is in the home already it is refused: restore it into another home (SKEIN_HOME).",
      "Peers are not kept. JSON: name, space, replica, changesets, mayWrite.",
      "%nExamples:",
      "  $ skein restore bugs.skein-backup -s bugs"
    })
final class Restore implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file that backup has written.")
  private String file = "";

  Restore(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space =
        new Archive(desk.home())
            .restore(
                desk.path(file),
                Optional.ofNullable(desk.named()),
                bytes -> desk.screen().progress((bytes >> 20) + " MiB"))) {
      desk.screen().progressDone();
      tell(space);
      return Exit.DONE;
    }
  }

  private void tell(OpenSpace space) {
    long changesets = space.replica().read(view -> view.lastNumber());
    boolean mayWrite =
        space.replica().charter().write() == Charter.Access.ANY
            || desk.home().owns(space.entry().id());
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("name", space.name())
                  .put("space", space.entry().id().toString())
                  .put("replica", space.replica().id().toString())
                  .put("changesets", changesets)
                  .put("mayWrite", mayWrite));
      return;
    }
    desk.screen().line(space.name() + ": restored, " + changesets + " changeset(s)");
    if (!mayWrite) {
      desk.screen().line("it can read but not write: this space wants a grant of its owner");
    }
  }
}
