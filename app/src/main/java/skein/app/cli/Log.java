package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.view.LogText;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.server.shape.LogShape;

/// Shows the changesets.
@Command(
    name = "log",
    description = "Shows the changesets, newest first; those of one record if it is named.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe number is this replica's own; undo and show --at take it. JSON, one object a line:",
      "number, changeset, time, author, note, body as its author wrote it; or void, the reason.",
      "%nExamples:",
      "  $ skein -s bugs log --limit 5",
      "  $ skein -s bugs log ticket/T1 --json"
    })
final class Log implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECORD",
      description = "Number or type/id.")
  private @Nullable String record;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; else 20.")
  private int limit = 20;

  Log(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ", it begins at 1");
    }
    try (OpenSpace space = desk.open()) {
      for (LogEntry entry : space.replica().read(this::entries)) {
        if (desk.json()) {
          desk.screen().json(LogShape.json(entry));
        } else {
          LogText.lines(entry).forEach(desk.screen()::line);
        }
      }
      return Exit.DONE;
    }
  }

  private List<LogEntry> entries(Snapshot view) {
    String name = record;
    if (name == null) {
      return view.log(Math.max(0, view.lastNumber() - limit), limit).reversed();
    }
    List<LogEntry> all = view.history(desk.find(view, name).localId());
    return all.subList(Math.max(0, all.size() - limit), all.size()).reversed();
  }
}
