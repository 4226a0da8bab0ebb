package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.view.HistoryText;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;

/// Tells the story of a record.
@Command(
    name = "history",
    description = "Tells who changed a record, when, and what from what to what.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nOldest first, as this replica came to know it: from and to are what it showed before and",
      "after. A value that was written but is not shown, because others were written apart, is",
      "told as such. JSON, one object a line: number, changeset, time, author, replica, note,",
      "undoes, op, changes (property, from, to, wrote, open); or void, the reason.",
      "%nExamples:",
      "  $ skein -s bugs history ticket/T1",
      "  $ skein -s bugs history 1 --limit 5 --json"
    })
final class History implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Option(names = "--limit", paramLabel = "N", description = "The latest so many; else 50.")
  private int limit = 50;

  History(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ", it begins at 1");
    }
    try (OpenSpace space = desk.open()) {
      return space.replica().read(this::tell);
    }
  }

  private int tell(Snapshot view) {
    Found found = desk.find(view, record);
    List<LogEntry> all = view.history(found.localId());
    int first = Math.max(0, all.size() - limit);
    if (!desk.json()) {
      desk.screen().line(found.localId() + " " + found.view().key());
      if (first > 0) {
        desk.screen().line("  " + first + " earlier changesets are left out; see --limit");
      }
    }
    List<LogEntry> latest = all.subList(first, all.size());
    for (HistoryText step : HistoryText.of(found.view().key(), latest, view)) {
      if (desk.json()) {
        desk.screen().json(step.json());
      } else {
        step.lines().forEach(desk.screen()::line);
      }
    }
    return Exit.DONE;
  }
}
