package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.grammar.Assignment;
import skein.app.home.OpenSpace;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;

/// Changes properties of a record.
@Command(
    name = "update",
    description = "Changes properties of a record.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nname=value sets (a number, true, false, null, a list or an object in strict JSON, else",
      "text), name= unsets, name:=text sets text as it stands; name+=3 and name-=3 count;",
      "name+=text and name-=text put an element into a set and take it out; name=@FILE attaches",
      "a file (see skein attachment).",
      "JSON: result (written or unchanged), number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs update ticket/T1 status=open",
      "  $ skein -s bugs update 2 votes+=3 tags+=urgent tags-=ui -m 'seen again'"
    })
final class Update implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ASSIGNMENT",
      description = "name=value and so on.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Update(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      List<String> words = new Attaching(desk).kept(space, assignments);
      Edit edit =
          space
              .replica()
              .read(
                  view -> {
                    RecordKey key = desk.find(view, record).view().key();
                    List<Assign> assigns = Assignment.all(words, view.schema(key.type()));
                    return Edit.Update.of(key, assigns);
                  });
      return desk.write(space, "updated", note, edit);
    }
  }
}
