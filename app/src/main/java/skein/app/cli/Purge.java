package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.home.Sweep;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.RecordKey;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;

/// Lets the content of a record go.
@Command(
    name = "purge",
    description = "Deletes a record and lets go of all its values.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nJSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs purge ticket/T2"
    })
final class Purge implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  @Option(names = "--now", description = "Takes its content off this disk at once.")
  private boolean now;

  Purge(Desk desk) {
    this.desk = desk;
  }

  /// Changesets whose content stays on the disk, a sentence each.
  private static List<String> left(Snapshot view, RecordKey key) {
    List<String> left = new ArrayList<>();
    for (LogEntry entry : view.history(view.record(key).map(Found::localId).orElse(0L))) {
      Body body = entry.body();
      List<RecordKey> others =
          body == null
              ? List.of()
              : body.changes().stream().map(Change::key).filter(one -> !one.equals(key)).toList();
      if (!others.isEmpty()) {
        left.add(
            "skein: changeset "
                + entry.stored().number()
                + " stays on the disk, for it also holds live values of "
                + others.getFirst()
                + (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "")
                + "; when those have changed, run: skein retention all");
      }
    }
    return left;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      RecordKey key = space.replica().read(view -> desk.find(view, record).view().key());
      int code = desk.write(space, "purged", note, new Edit.Purge(key));
      if (now) {
        Sweep.run(space, count -> desk.screen().progress(count + " let go"));
        desk.screen().progressDone();
        space.replica().read(view -> left(view, key)).forEach(desk.screen()::complain);
      }
      return code;
    }
  }
}
