package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.core.record.RecordKey;
import skein.core.replica.Edit;

/// Hides a record.
@Command(
    name = "delete",
    description = "Deletes a record. Its history stays, and undo brings it back.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nJSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs delete ticket/T2"
    })
final class Delete implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Delete(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      RecordKey key = space.replica().read(view -> desk.find(view, record).view().key());
      return desk.write(space, "deleted", note, Edit.Delete.of(key));
    }
  }
}
