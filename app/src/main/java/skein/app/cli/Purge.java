package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.core.record.RecordKey;
import skein.core.replica.Edit;

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

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      RecordKey key = space.replica().read(view -> desk.find(view, record).view().key());
      int code = desk.write(space, "purged", note, new Edit.Purge(key));
      if (now) {
        new Oblivion(desk, space).sweep();
      }
      return code;
    }
  }
}
