package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.grammar.Assignment;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.core.merge.PropertyView;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.shape.Candidate;
import skein.server.shape.Conflict;

/// Settles what is in open conflict, for everybody.
@Command(
    name = "resolve",
    description = "Settles conflicts of a record, for everybody.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nSay what becomes of it: an assignment, --take with a number that conflicts lists, --keep",
      "or --delete where a delete stands beside a change. The exit code is 4 if something stays",
      "open. JSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs resolve 1 status=open",
      "  $ skein -s bugs resolve ticket/T1 --keep"
    })
final class Resolve implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Parameters(index = "1..*", paramLabel = "ASSIGNMENT", description = "name=value and so on.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--take", paramLabel = "N", description = "Take the candidate of this number.")
  private List<Integer> take = new ArrayList<>();

  @Option(names = "--keep", description = "Keep the record that somebody deleted.")
  private boolean keep;

  @Option(names = "--delete", description = "Delete the record that somebody changed.")
  private boolean delete;

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Resolve(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (delete && (keep || !assignments.isEmpty() || !take.isEmpty())) {
      throw new IllegalArgumentException("--delete goes alone");
    }
    if (!delete && !keep && assignments.isEmpty() && take.isEmpty()) {
      throw new IllegalArgumentException("say what becomes of it: name=value, --take, --keep");
    }
    try (OpenSpace space = desk.open()) {
      Edit edit = space.replica().read(this::edit);
      int code = desk.write(space, "resolved", note, edit);
      List<String> open =
          space
              .replica()
              .read(view -> view.record(edit.key()).map(found -> open(found, view)))
              .orElse(List.of());
      if (open.isEmpty()) {
        return code;
      }
      desk.screen().complain("skein: still open: " + String.join(", ", open));
      return Exit.OPEN;
    }
  }

  private static List<String> open(Found found, Snapshot view) {
    return found.view().isOpen() ? Conflict.of(found, view).open() : List.of();
  }

  private Edit edit(Snapshot view) {
    Found found = desk.find(view, record);
    RecordKey key = found.view().key();
    if (delete) {
      return Edit.Delete.of(key);
    }
    List<Assign> assigns = new ArrayList<>(Assignment.all(assignments, view.schema(key.type())));
    boolean keeps = keep;
    Conflict conflict = Conflict.of(found, view);
    for (int number : take) {
      Optional<Candidate> candidate = conflict.candidate(number);
      if (candidate.isEmpty()) {
        throw new Refusal(record + " has no candidate " + number + "; see: skein conflicts");
      }
      boolean presence = candidate.get().isPresence();
      Value value = candidate.get().entry().value();
      if (presence && value.equals(Value.of(true))) {
        return Edit.Delete.of(key);
      }
      keeps |= presence;
      if (!presence) {
        assigns.add(plain(found, candidate.get().property(), value));
      }
    }
    return new Edit.Update(key, assigns, null, keeps);
  }

  private static Assign plain(Found found, String property, Value value) {
    PropertyView view = found.view().properties().get(property);
    if (view != null && view.form() == PropertyView.Form.COUNTER) {
      throw new Refusal(property + " is a counter; say what it should be: " + property + "=NUMBER");
    }
    return new Assign.Set(property, value);
  }
}
