package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.view.LogText;
import skein.app.view.RecordText;
import skein.core.merge.RecordView;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.server.shape.Doc;
import skein.server.shape.LogShape;
import skein.server.shape.RecordShape;

/// Shows a record.
@Command(
    name = "show",
    description = "Shows a record, now or as it was.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nJSON: local, order, type, id, exists, open (properties in conflict), values, flags (what",
      "breaks the type), history (with --history: number, changeset, time, author, body).",
      "%nExamples:",
      "  $ skein -s bugs show 1",
      "  $ skein -s bugs show ticket/T1 --at 1",
      "  $ skein -s bugs show ticket/T1 --history --json"
    })
final class Show implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Option(
      names = "--at",
      paramLabel = "NUMBER",
      description = "As it was when the log ended at this number.")
  private @Nullable Long at;

  @Option(names = "--history", description = "Also every changeset that touched it.")
  private boolean history;

  Show(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      return space.replica().read(this::show);
    }
  }

  private int show(Snapshot view) {
    Found found = desk.find(view, record);
    Long number = at;
    if (number == null) {
      tell(found.view(), found, view);
    } else {
      requireHistory(view, number);
      RecordView past =
          view.at(found.view().key(), number)
              .orElseThrow(
                  () -> new Refusal(record + " was not there when the log ended at " + number));
      tell(past, found, view);
    }
    return Exit.DONE;
  }

  /// The past is made of all that was written until then.
  private static void requireHistory(Snapshot view, long number) {
    for (StoredChangeset gap : view.reading().gaps(0, 1)) {
      if (gap.number() <= number) {
        throw new Refusal(
            "what stood when the log ended at "
                + number
                + " is not known here: the content of changeset "
                + gap.number()
                + " was let go (skein retention tells how many lack it)");
      }
    }
  }

  private void tell(RecordView shown, Found found, Snapshot view) {
    List<LogEntry> entries = history ? view.history(found.localId()) : List.of();
    boolean now = at == null;
    if (desk.json()) {
      Doc doc =
          now
              ? RecordShape.json(found)
              : RecordShape.view(shown, new Doc().put("local", found.localId()));
      if (history) {
        doc.putDocs("history", entries.stream().map(LogShape::json).toList());
      }
      desk.screen().json(doc);
      return;
    }
    RecordText.page(shown, now ? found.flags() : List.of(), found.localId() + " ")
        .forEach(desk.screen()::line);
    entries.forEach(entry -> LogText.lines(entry).forEach(desk.screen()::line));
  }
}
