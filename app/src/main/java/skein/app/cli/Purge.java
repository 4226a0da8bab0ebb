package skein.app.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
import skein.core.replica.Outcome;
import skein.core.replica.Snapshot;

/// Lets the content of a record go.
@Command(
    name = "purge",
    description = "Deletes a record and lets go of all its values.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nJSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs purge ticket/T2",
      "  $ skein -s bugs purge ticket/T2 --now"
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

  @Option(
      names = "--now",
      description = {
        "Takes its content off this disk at once; what else",
        "its changesets hold that is live is written anew."
      })
  private boolean now;

  Purge(Desk desk) {
    this.desk = desk;
  }

  /// Writes anew what else is live in the changesets of a purged record, so that they may go.
  /// Returns why one could not be, by its number.
  private static SortedMap<Long, String> writeAnew(OpenSpace space, RecordKey key, Desk desk) {
    SortedMap<Long, String> reasons = new TreeMap<>();
    int written = 0;
    for (LogEntry entry : space.replica().read(view -> history(view, key))) {
      if (entry.body() != null) {
        for (Outcome outcome : space.replica().rewrite(entry.stored().dot(), desk.author())) {
          switch (outcome) {
            case Outcome.Refused refused ->
                reasons.put(entry.stored().number(), String.join("; ", refused.reasons()));
            case Outcome.Committed done -> desk.screen().progress(++written + " written anew");
            case Outcome.Unchanged unchanged -> {}
          }
        }
      }
    }
    if (written > 0 && !desk.json()) {
      desk.screen().progressDone();
      desk.screen()
          .line("what else was in its changesets is written anew, in " + written + " more");
    }
    return reasons;
  }

  private int letGo(OpenSpace space, RecordKey key) {
    SortedMap<Long, String> reasons = writeAnew(space, key, desk);
    Sweep.run(space, count -> desk.screen().progress(count + " let go"));
    desk.screen().progressDone();
    List<String> left = space.replica().read(view -> left(view, key, reasons));
    left.forEach(sentence -> desk.screen().complain("skein: " + sentence));
    return left.isEmpty() ? Exit.DONE : Exit.PARTLY;
  }

  /// The changesets that touched a record before it was last purged.
  private static List<LogEntry> history(Snapshot view, RecordKey key) {
    List<LogEntry> all = view.history(view.record(key).map(Found::localId).orElse(0L));
    int end = all.size();
    while (end > 0 && !purges(all.get(end - 1).body(), key)) {
      end--;
    }
    return all.subList(0, Math.max(0, end - 1));
  }

  private static boolean purges(@Nullable Body body, RecordKey key) {
    return body != null
        && body.changes().stream()
            .anyMatch(change -> change.op() == Change.Op.PURGE && change.key().equals(key));
  }

  /// Changesets whose content stays on the disk, a sentence each.
  private static List<String> left(Snapshot view, RecordKey key, SortedMap<Long, String> reasons) {
    return history(view, key).stream()
        .filter(entry -> entry.body() != null)
        .map(LogEntry::stored)
        .map(
            stored ->
                "changeset %d stays on the disk: %s"
                    .formatted(
                        stored.number(),
                        reasons.getOrDefault(
                            stored.number(),
                            "it is the last of replica "
                                + stored.dot().replica()
                                + "; when that has written again, run: skein retention all")))
        .toList();
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      RecordKey key = space.replica().read(view -> desk.find(view, record).view().key());
      int code = desk.write(space, "purged", note, new Edit.Purge(key));
      return now ? Math.max(code, letGo(space, key)) : code;
    }
  }
}
