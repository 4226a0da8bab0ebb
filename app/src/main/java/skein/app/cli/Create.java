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

/// Makes a record.
@Command(
    name = "create",
    description = "Makes a record.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nname=value sets (a number, true, false, null, a list or an object in strict JSON, else",
      "text), name= unsets, name:=text sets text as it stands; name+=3 and name-=3 count;",
      "name+=text and name-=text put an element into a set and take it out; name=@FILE attaches",
      "a file (see skein attachment).",
      "JSON: result (written or unchanged), number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs create ticket --id T1 summary=\"Crash on start\" status=new",
      "  $ skein -s bugs create ticket --id T2 summary='Wrong colour' status=new votes+=1 tags+=ui"
    })
final class Create implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "TYPE", description = "The type of the record.")
  private String type = "";

  @Parameters(index = "1..*", paramLabel = "ASSIGNMENT", description = "name=value and so on.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--id", paramLabel = "ID", description = "Its id; else one is made up.")
  private @Nullable String id;

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Create(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      List<String> words = new Attaching(desk).kept(space, assignments);
      String name = id == null ? space.replica().surroundings().ids().get() : id;
      RecordKey key = new RecordKey(type, name);
      List<Assign> assigns = space.replica().read(view -> Assignment.all(words, view.schema(type)));
      return desk.write(space, "created", note, new Edit.Create(key, assigns));
    }
  }
}
