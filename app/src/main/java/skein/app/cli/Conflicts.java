package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import skein.app.home.OpenSpace;
import skein.app.view.ConflictText;
import skein.server.shape.Conflict;

/// Lists what is in open conflict.
@Command(
    name = "conflicts",
    description = "Lists the records in open conflict, with all candidates.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe star marks the value that everybody shows until somebody decides. The numbers are for",
      "resolve --take. The exit code is 4 if there are any. JSON, one object a line: local, type,",
      "id, open, candidates (number, property, value, winner, replica, changeset, time, author,",
      "note, replaced), decisions (made before: property, value, stands, and who, where, when);",
      "but for local, the same on every replica that knows the same.",
      "%nExamples:",
      "  $ skein -s bugs conflicts"
    })
final class Conflicts implements Callable<Integer> {
  private final Desk desk;

  Conflicts(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      List<Conflict> conflicts = space.replica().read(Conflict::all);
      for (Conflict conflict : conflicts) {
        if (desk.json()) {
          desk.screen().json(conflict.json());
        } else {
          ConflictText.lines(conflict).forEach(desk.screen()::line);
        }
      }
      return conflicts.isEmpty() ? Exit.DONE : Exit.OPEN;
    }
  }
}
